// The values that rooms speak in. Edges that print them, such as Commands, see them through Store and have no need
// of the wrapper itself: the arrow from Commands ends here.
@_exported public import struct Postgres.Instant
@_exported public import struct Postgres.LocalDate
@_exported public import struct Postgres.LocalDateTime
@_exported public import struct Postgres.LocalTime
@_exported public import struct Postgres.Numeric
