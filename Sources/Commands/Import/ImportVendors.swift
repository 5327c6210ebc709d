import ArgumentParser
import Intake

extension Imports {
  struct ZendeskFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "zendesk", abstract: "Tickets, ratings and engagements of Zendesk.", discussion: Vendor.zendesk.scope
    )
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.zendesk, write, globals) }
  }

  struct FreshdeskFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "freshdesk", abstract: "Tickets, ratings and time entries of Freshdesk.",
      discussion: Vendor.freshdesk.scope)
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.freshdesk, write, globals) }
  }

  struct ShopifyFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "shopify", abstract: "Orders, refunds and returns of Shopify.", discussion: Vendor.shopify.scope)
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.shopify, write, globals) }
  }

  struct WooCommerceFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "woocommerce", abstract: "Orders and refunds of WooCommerce.", discussion: Vendor.woocommerce.scope)
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.woocommerce, write, globals) }
  }

  struct MagentoFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "magento", abstract: "Orders, credit memos and returns of Magento.",
      discussion: Vendor.magento.scope)
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.magento, write, globals) }
  }

  struct Retry: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Read a run's refused records again, from the same file.",
      discussion: "For what lacked something else: a queue, a channel, a ticket. A mended file is imported anew.")
    @Argument(help: "The run's number; muster import runs shows them.") var run: Int64
    @Option(help: "Whose file it is: \(Vendor.allCases.map(\.rawValue).joined(separator: ", ")).") var vendor: Vendor
    @OptionGroup(title: "Import") var wishes: VendorWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(vendor, retrying: run, write, globals) }
  }
}
