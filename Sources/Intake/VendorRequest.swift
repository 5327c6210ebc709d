/// Which vendor's file to import, and what the file does not say.
public struct VendorRequest: Sendable {
  /// The file, packed by gzip or zip or not at all; `-` is standard input.
  public var path: String
  public var vendor: Vendor
  /// The name of the source the file comes from.
  public var source: String
  public var settings = VendorSettings()
  public var delimiter = CSVDelimiter.comma
  /// With more refused records than this the run stops; what its earlier steps took stays.
  public var maxRejects = Int.max
  /// How many records are one step.
  public var batchSize = 20_000
  /// The run to go on with, which was cut off.
  public var resumed: Int64?
  /// The run whose refused records alone are to be read again.
  public var retried: Int64?
  /// Told now and then how far the reading is.
  public var onProgress: (@Sendable (ImportProgress) -> Void)?

  public init(_ path: String, of vendor: Vendor, from source: String) {
    self.path = path
    self.vendor = vendor
    self.source = source
  }
}
