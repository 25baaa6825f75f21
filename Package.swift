// swift-tools-version: 6.2
import PackageDescription

// The house, floor by floor: a target imports only what lies below it (Scripts/layering checks this).

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "Trefoil",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "trefoil", targets: ["trefoil"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    ],
    targets: [
        // 0: what other people wrote
        .systemLibrary(name: "COpenSSL"),
        .target(name: "CEdit", linkerSettings: [.linkedLibrary("edit")]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CKernels"),
        .target(name: "CDistributions"),
        // 1: numbers, primitives, bytes
        library("Fields", ["CKernels"]),
        library("Primitives", ["COpenSSL"]),
        library("Wire", ["Primitives"]),
        // 2: shares, parties, finished numbers
        library("SecretSharing", ["Fields", "Wire", "Primitives"]),
        library("Identity", ["Wire", "Primitives"]),
        library("Inference", ["CDistributions"]),
        // 3: the computation, the study
        library("MPC", ["SecretSharing", "Fields", "Primitives"]),
        library("Study", ["Identity", "SecretSharing", "Wire", "Primitives", yams]),
        // 4: statistics on shares, the language, storage, links, messages
        library("Statistics", ["MPC", "Inference", "SecretSharing", "Fields"]),
        library("Language", ["Study", "Wire", "Primitives"]),
        library("Messages", ["Study", "SecretSharing", "Identity", "Wire", "Primitives"]),
        library("Store", ["Study", "SecretSharing", "Fields", "Identity", "Wire", "Primitives", grdb]),
        library("Transport", ["MPC", "SecretSharing", "Identity", "Wire", "Primitives", "COpenSSL"]),
        // 5: plans run, files read
        library(
            "Engine",
            ["Statistics", "Language", "Inference", "MPC", "Study", "SecretSharing", "Fields", "Wire", "Primitives"]),
        library("Intake", ["Study", "SecretSharing", "Fields", "Wire", "Primitives"]),
        // 6: the two ends, and what measures
        library(
            "Bench",
            [
                "MPC", "Statistics", "Transport", "Store", "Intake", "Study", "SecretSharing", "Fields", "Identity",
                "Wire",
                "Primitives",
            ]),
        library(
            "Node",
            [
                "Engine", "Store", "Transport", "Intake", "Messages", "Language", "Study", "MPC", "SecretSharing",
                "Fields", "Identity", "Wire", "Primitives", "CMalloc", logging,
            ] + hummingbird + nio),
        library(
            "Client",
            [
                "Language", "Intake", "Inference", "Messages", "Study", "SecretSharing", "Fields", "Identity", "Wire",
                "Primitives", asyncHTTPClient,
            ] + nio),
        // 6.5: what is compared with R
        library("Qualification", ["Language", "Intake", "Inference", "Study", "Wire"]),
        // 7: the command line
        .executableTarget(
            name: "trefoil",
            dependencies: [
                "Node", "Client", "Bench", "Qualification", "Intake", "Messages", "Language", "Inference", "Study",
                "SecretSharing",
                "Identity",
                "Wire", "Primitives", "CEdit", argumentParser,
            ],
            resources: [.embedInCode("Pilot")], swiftSettings: settings),
        // tests
        library("Cleartext", ["Statistics", "Language", "Inference", "Study", "Wire", "TestSupport"]),
        library("TestSupport", ["MPC", "SecretSharing", "Fields", "Primitives", "Study"]),
        tests("FieldsTests", ["Fields", "CKernels", "TestSupport"]),
        tests("PrimitivesTests", ["Primitives"]),
        tests("WireTests", ["Wire", "Primitives"]),
        tests("SecretSharingTests", ["SecretSharing", "Fields", "Primitives", "TestSupport"]),
        tests("IdentityTests", ["Identity", "Wire", "Primitives"]),
        tests("InferenceTests", ["Inference"]),
        tests("MPCTests", ["MPC", "SecretSharing", "Fields", "Primitives", "TestSupport"]),
        tests(
            "StudyTests", ["Study", "Identity", "SecretSharing", "Wire", "Primitives"],
            resources: [.copy("Fixtures")]),
        tests("StatisticsTests", ["Statistics", "Inference", "MPC", "SecretSharing", "Fields", "TestSupport"]),
        tests("LanguageTests", ["Language", "Cleartext", "Study", "Identity", "SecretSharing", "Wire", "Primitives"]),
        tests(
            "StoreTests", ["Store", "Study", "SecretSharing", "Fields", "Identity", "Wire", "Primitives", grdb],
            resources: [.copy("Fixtures")]),
        tests("TransportTests", ["Transport", "MPC", "SecretSharing", "Identity", "Wire", "Primitives"]),
        tests("BenchTests", ["Bench", "MPC", "SecretSharing", "Fields", "Wire"]),
        tests("IntakeTests", ["Intake", "Study", "SecretSharing", "Fields", "Identity", "Wire", "Primitives"]),
        tests("QualificationTests", ["Qualification", "Language", "Intake", "Inference", "Study", "Wire"]),
        tests(
            "InterpreterTests",
            ["Client", "Cleartext", "Language", "Inference", "Study", "Identity", "SecretSharing", "Wire"]),
        // A node that deviates from the protocol, as a process of its own; built with the tests, and no product.
        .executableTarget(
            name: "DeviatingNode", dependencies: ["Node", "MPC", "TestSupport", "Wire"], path: "Tests/DeviatingNode",
            swiftSettings: settings),
        tests("CommandTests", ["trefoil", "DeviatingNode"]),
        tests(
            "AnalysisTests",
            [
                "Engine", "Cleartext", "Client", "Language", "Inference", "Statistics", "MPC", "Study", "Identity",
                "SecretSharing", "Fields", "Wire", "TestSupport",
            ]),
        tests(
            "ClusterTests",
            [
                "Node", "Client", "Engine", "Intake", "Store", "Transport", "Messages", "Language", "Inference", "MPC",
                "Study", "SecretSharing", "Fields", "Identity", "Wire", "Primitives", "TestSupport", logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ], resources: [.copy("Fixtures")]),
        tests("ScriptsTests", []),
    ])
