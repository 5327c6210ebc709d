// swift-tools-version: 6.2
import PackageDescription

// One strictness for every room. Warnings are errors; imports are private until said otherwise.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

// Targets stand in the order of the arrows: a room imports only what is above it (TidyTests).
let package = Package(
  name: "muster",
  products: [
    .executable(name: "muster", targets: ["muster"]),
    .executable(name: "muster-bench", targets: ["MusterBench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    // System libraries: module maps, nothing else.
    .systemLibrary(
      name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(
      name: "CCoin", pkgConfig: "cbc",
      providers: [.apt(["coinor-libcbc-dev", "coinor-libclp-dev"]), .brew(["cbc", "clp"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"]), .brew(["pango"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl", "openssl"])]),

    // The database.
    .target(name: "Postgres", dependencies: ["CLibPQ", logging], swiftSettings: strict + [.strictMemorySafety()]),

    .target(name: "Store", dependencies: ["Postgres"], swiftSettings: strict),
    .target(name: "StoreTesting", dependencies: ["Store", "Postgres"], swiftSettings: strict),
    // Facts: who, what, when.
    .target(name: "People", dependencies: ["Store", "Postgres"], swiftSettings: strict),
    .target(name: "Workload", dependencies: ["People", "Store", "Postgres"], swiftSettings: strict),
    .target(name: "Timekeeping", dependencies: ["People", "Store", "Postgres"], swiftSettings: strict),

    // Pure rooms: no database, no clock, no files.
    .target(name: "Statistics", swiftSettings: strict),
    .target(name: "Archive", dependencies: ["CZlib"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "Planning", dependencies: ["Statistics", "CCoin"], swiftSettings: strict),

    // Modules.
    .target(name: "Recruiting", dependencies: ["People", "Statistics", "Store", "Postgres"], swiftSettings: strict),
    .target(
      name: "Onboarding",
      dependencies: ["Timekeeping", "Workload", "People", "Statistics", "Archive", "Store", "Postgres", "CLibXML2"],
      swiftSettings: strict),
    .target(
      name: "Coaching", dependencies: ["Statistics", "Timekeeping", "People", "Store", "Postgres"],
      swiftSettings: strict),
    .target(
      name: "Scorecards", dependencies: ["Statistics", "Timekeeping", "Workload", "People", "Store", "Postgres"],
      swiftSettings: strict),
    .target(
      name: "Scheduling", dependencies: ["Planning", "Timekeeping", "People", "Store", "Postgres"],
      swiftSettings: strict),

    // Edges.
    .target(name: "Web", dependencies: ["CCurl"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(
      name: "Intake", dependencies: ["Web", "Archive", "Workload", "Timekeeping", "People", "Store", "Postgres"],
      swiftSettings: strict),
    .target(name: "Documents", dependencies: ["CXlsxWriter", "CPango"], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Recruiting", "Onboarding", "Coaching", "Scorecards", "Scheduling", "Intake", "Timekeeping", "Workload",
        "People", "Documents", "Planning", "Store", argumentParser,
      ], swiftSettings: strict),
    .executableTarget(name: "muster", dependencies: ["Commands"], swiftSettings: strict),
    .executableTarget(
      name: "MusterBench", dependencies: ["Planning", "Statistics", "Postgres", argumentParser],
      swiftSettings: strict),

    // Tests mirror the rooms.
    .testTarget(name: "PostgresTests", dependencies: ["Postgres"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "StoreTesting", "Postgres"], exclude: ["matrix.csv", "matrix.sql"],
      swiftSettings: strict),
    .testTarget(
      name: "PeopleTests", dependencies: ["People", "Store", "StoreTesting", "Postgres"], swiftSettings: strict),
    .testTarget(
      name: "TimekeepingTests", dependencies: ["Timekeeping", "People", "Store", "StoreTesting", "Postgres"],
      swiftSettings: strict),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: strict),
    .testTarget(name: "ArchiveTests", dependencies: ["Archive", "CZlib"], swiftSettings: strict),
    .testTarget(name: "PlanningTests", dependencies: ["Planning", "Statistics"], swiftSettings: strict),
    .testTarget(
      name: "WorkloadTests", dependencies: ["Workload", "People", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(
      name: "IntakeTests",
      dependencies: [
        "Intake", "Web", "Archive", "Workload", "Timekeeping", "People", "StoreTesting", "Store", "Postgres",
      ],
      exclude: ["Fuzz", "Stub"], swiftSettings: strict),
    .testTarget(name: "WebTests", dependencies: ["Web"], swiftSettings: strict),
    .testTarget(
      name: "RecruitingTests", dependencies: ["Recruiting", "People", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(
      name: "OnboardingTests",
      dependencies: ["Onboarding", "Timekeeping", "Workload", "People", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(
      name: "CoachingTests",
      dependencies: ["Coaching", "Timekeeping", "People", "Statistics", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(
      name: "ScorecardsTests",
      dependencies: ["Scorecards", "Statistics", "Workload", "People", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(
      name: "SchedulingTests",
      dependencies: ["Scheduling", "Intake", "Workload", "People", "StoreTesting", "Store", "Postgres"],
      swiftSettings: strict),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Commands", "Documents", "Planning", "Workload", "Postgres", argumentParser],
      swiftSettings: strict),
    .testTarget(
      name: "AcceptanceTests", dependencies: ["muster", "Intake", "Timekeeping", "Store"], exclude: ["Transcripts"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ]
)
