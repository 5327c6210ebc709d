// Dates and times are words of every room: whoever opens the store may say them, without importing the room that
// speaks SQL. (Swift has no other spelling for this yet.)
@_exported public import struct Postgres.Instant
@_exported public import struct Postgres.LocalDate
@_exported public import struct Postgres.LocalTime
