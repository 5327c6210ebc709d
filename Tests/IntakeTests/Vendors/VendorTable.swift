// swift-format-ignore-file
/// What every file of the collection comes to: records, facts by kind, names, what is not kept, and why others are refused.
enum VendorTable {
  static let rows: [String: String] = [
    "zendesk": """
      airbyte-schemas/groups.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/satisfaction_ratings.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/ticket_audits.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/ticket_metric_events.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/ticket_metrics.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/tickets.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/users.schema.json: 1 records: refused 1 not_data
      dbt_zendesk-seeds/audit_log_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/brand_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/brand_data_postgres.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/daylight_time_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/domain_name_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/group_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/organization_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/organization_tag_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/schedule_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/schedule_holiday_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/sla_policy_metric_history_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_chat_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_chat_event_data.csv: FILE is not read as Zendesk's: it is neither JSON nor the CSV of a view, which has a column “Id”, “Requester id”, “Group”, “Status”, “Via”, “Created at”, “Updated at”.
      dbt_zendesk-seeds/ticket_comment_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_field_history_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_form_history_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_schedule_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_sla_policy_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/ticket_tag_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/time_zone_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/user_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      dbt_zendesk-seeds/user_tag_data.csv: FILE is not read as Zendesk's: it is a table of a warehouse (Fivetran), no export.
      go-zendesk/brands.json: 2 records: skipped 2 brands
      go-zendesk/group.json: 1 records: 1 groups
      go-zendesk/group_memberships.json: 2 records: skipped 2 group_memberships
      go-zendesk/groups.json: 1 records: 1 groups
      go-zendesk/search_ticket.json: 1 records: 1 contact
      go-zendesk/sla_policies.json: 3 records: skipped 3 sla_policies
      go-zendesk/ticket.json: 1 records: 1 contact
      go-zendesk/ticket_audits.json: 1 records: skipped 1 audits
      go-zendesk/ticket_comments.json: 2 records: skipped 2 comments
      go-zendesk/ticket_fields.json: 15 records: skipped 15 ticket_fields
      go-zendesk/ticket_show_many.json: 2 records: 2 contact
      go-zendesk/tickets.json: 2 records: 2 contact
      go-zendesk/user.json: 1 records: skipped 1 customers
      go-zendesk/users.json: 2 records: 1 agents; skipped 1 customers
      openapi/zendesk-support-oas-2.0.0.yaml: FILE is not read as Zendesk's: it is neither JSON nor the CSV of a view, which has a column “Id”, “Requester id”, “Group”, “Status”, “Via”, “Created at”, “Updated at”.
      """,
    "freshdesk": """
      airbyte-schemas/agents.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/conversations.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/groups.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/satisfaction_ratings.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/surveys.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/tickets.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/time_entries.schema.json: 1 records: refused 1 not_data
      python-freshdesk-v2/agent_1.json: 1 records: 1 agents
      python-freshdesk-v2/agent_1_updated.json: 1 records: 1 agents
      python-freshdesk-v2/agents.json: 2 records: 2 agents
      python-freshdesk-v2/all_tickets.json: 1 records: 1 contact
      python-freshdesk-v2/contact.json: 1 records: skipped 1 contacts
      python-freshdesk-v2/contact_1_agent.json: 1 records: skipped 1 contacts
      python-freshdesk-v2/contact_updated.json: 1 records: skipped 1 contacts
      python-freshdesk-v2/contacts.json: 2 records: skipped 2 contacts
      python-freshdesk-v2/conversations.json: 2 records: skipped 2 conversations
      python-freshdesk-v2/group_1.json: 1 records: 1 groups
      python-freshdesk-v2/groups.json: 2 records: 2 groups
      python-freshdesk-v2/note_1.json: 1 records: skipped 1 conversations
      python-freshdesk-v2/outbound_email_1.json: 1 records: 1 contact
      python-freshdesk-v2/reply_1.json: 1 records: skipped 1 conversations
      python-freshdesk-v2/search_contacts.json: 2 records: skipped 2 contacts
      python-freshdesk-v2/search_tickets.json: 2 records: 2 contact
      python-freshdesk-v2/ticket_1.json: 1 records: 1 contact
      python-freshdesk-v2/ticket_1_updated.json: 1 records: 1 contact
      python-freshdesk-v2/time_entries.json: 3 records: refused 3 unknown_contact
      python-freshdesk-v2/time_entry_1.json: 3 records: refused 3 unknown_contact
      """,
    "shopify": """
      admin-order-export/orders_export_single-line.csv: 2 records: 2 shop_order
      airbyte-schemas/fulfillment_orders.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/fulfillments.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/order_refunds.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/orders.schema.json: 1 records: refused 1 not_data
      airbyte-schemas/transactions.schema.json: 1 records: refused 1 not_data
      dbt_shopify-seeds/shopify_fulfillment_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_fulfillment_event_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_fulfillment_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_fulfillment_event_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_adjustment_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_line_refund_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_shipping_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_order_tag_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_refund_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_refund_line_item_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_return_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_return_line_item_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_return_shipping_fee_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_shop_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_tax_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_gql_transaction_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_adjustment_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_line_refund_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_shipping_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_order_tag_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_refund_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_shop_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_tax_line_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      dbt_shopify-seeds/shopify_transaction_data.csv: FILE is not read as Shopify's: it is a table of a warehouse (Fivetran), no export.
      shopify-api-ruby-rest-2026-07/fulfillment-01.json: 1 records: skipped 1 fulfillments
      shopify-api-ruby-rest-2026-07/fulfillment-02.json: 1 records: skipped 1 fulfillments
      shopify-api-ruby-rest-2026-07/fulfillment-03.json: 1 records: skipped 1 fulfillments
      shopify-api-ruby-rest-2026-07/fulfillment_event-01.json: 1 records: skipped 1 fulfillment_events
      shopify-api-ruby-rest-2026-07/fulfillment_event-02.json: 1 records: skipped 1 fulfillment_events
      shopify-api-ruby-rest-2026-07/fulfillment_order-01.json: 1 records: skipped 1 fulfillment_orders
      shopify-api-ruby-rest-2026-07/fulfillment_order-02.json: 1 records: skipped 1 fulfillment_orders
      shopify-api-ruby-rest-2026-07/fulfillment_order-03.json: 1 records: skipped 1 fulfillment_orders
      shopify-api-ruby-rest-2026-07/order-01.json: 1 records: 1 shop_order, 1 shop_refund
      shopify-api-ruby-rest-2026-07/order-02.json: 1 records: refused 1 missing_key
      shopify-api-ruby-rest-2026-07/order-03.json: 1 records: 1 shop_order, 1 shop_refund
      shopify-api-ruby-rest-2026-07/order-04.json: 1 records: 1 shop_order
      shopify-api-ruby-rest-2026-07/order-05.json: 1 records: refused 1 missing_key
      shopify-api-ruby-rest-2026-07/order-06.json: 1 records: 1 shop_order, 1 shop_refund
      shopify-api-ruby-rest-2026-07/refund-01.json: 1 records: 1 shop_refund
      shopify-api-ruby-rest-2026-07/refund-02.json: 1 records: 1 shop_refund
      shopify-api-ruby-rest-2026-07/transaction-01.json: 3 records: skipped 3 transactions
      shopify-api-ruby-rest-2026-07/transaction-02.json: 1 records: skipped 1 transactions
      shopify-api-ruby-rest-2026-07/transaction-03.json: 1 records: refused 1 unknown_record
      """,
    "woocommerce": """
      fluxc-android/lineitems.json: 3 records: skipped 3 products
      fluxc-android/order-shipment-trackings-multiple.json: 2 records: skipped 2 shipment trackings
      fluxc-android/order-shipping-lines.json: 2 records: skipped 2 shipping lines
      fluxc-android/order-summaries-extended.json: 300 records: refused 100 missing_key, 200 more
      fluxc-android/order-summaries.json: 10 records: refused 10 missing_key
      fluxc-android/order_notes.json: 6 records: skipped 6 order notes
      fluxc-android/order_status_options.json: 8 records: skipped 8 reports
      fluxc-android/reports-product-response-example.json: 3 records: skipped 3 reports
      fluxc-android/revenue-stats-data.json: 7 records: skipped 7 reports
      fluxc-android/wc-fetch-order-response-success.json: 1 records: 1 shop_order
      fluxc-android/wc-fetch-order-status-options-success.json: 8 records: skipped 8 reports
      fluxc-android/wc-has-orders-response-success-missing-data-key.json: 1 records: refused 1 unknown_record
      fluxc-android/wc-has-orders-response-success-no-orders.json: 0 records:
      fluxc-android/wc-has-orders-response-success.json: 1 records: 1 shop_order
      fluxc-android/wc-order-count-response-success.json: 7 records: skipped 7 reports
      fluxc-android/wc-order-notes-response-success.json: 8 records: skipped 8 order notes
      fluxc-android/wc-order-shipment-trackings-success.json: 2 records: skipped 2 shipment trackings
      fluxc-android/wc-order-update-response-success.json: 1 records: 1 shop_order
      fluxc-android/wc-orders-response-success.json: 4 records: refused 4 missing_key
      fluxc-android/wc-response-failure-invalid-param.json: 1 records: refused 1 vendor_error
      rest-api-docs/order-notes-01.json: 1 records: skipped 1 order notes
      rest-api-docs/order-notes-02.json: 1 records: skipped 1 order notes
      rest-api-docs/order-notes-03.json: 3 records: skipped 3 order notes
      rest-api-docs/order-notes-04.json: 1 records: skipped 1 order notes
      rest-api-docs/order-refunds-01.json: 1 records: 1 shop_refund
      rest-api-docs/order-refunds-02.json: 1 records: 1 shop_refund
      rest-api-docs/order-refunds-03.json: 2 records: 2 shop_refund
      rest-api-docs/order-refunds-04.json: 1 records: 1 shop_refund
      rest-api-docs/orders-01.json: 1 records: 1 shop_order
      rest-api-docs/orders-02.json: 1 records: 1 shop_order
      rest-api-docs/orders-03.json: 2 records: 2 shop_order
      rest-api-docs/orders-04.json: 1 records: 1 shop_order
      rest-api-docs/orders-05.json: 1 records: 1 shop_order
      rest-api-docs/orders-06.json: 4 records: 4 shop_order
      rest-api-docs/reports-01.json: 10 records: skipped 10 reports
      rest-api-docs/reports-02.json: 1 records: skipped 1 reports
      rest-api-docs/reports-03.json: 2 records: skipped 2 products
      rest-api-docs/reports-04.json: 3 records: skipped 3 reports
      rest-api-docs/reports-05.json: 2 records: skipped 2 reports
      rest-api-docs/reports-06.json: 7 records: skipped 7 reports
      rest-api-docs/reports-07.json: 4 records: skipped 4 reports
      rest-api-docs/reports-08.json: 5 records: skipped 5 reports
      rest-api-docs/webhooks-01.json: 1 records: skipped 1 webhooks
      rest-api-docs/webhooks-02.json: 1 records: skipped 1 webhooks
      rest-api-docs/webhooks-03.json: 2 records: skipped 2 webhooks
      rest-api-docs/webhooks-04.json: 1 records: skipped 1 webhooks
      rest-api-docs/webhooks-05.json: 1 records: skipped 1 webhooks
      rest-api-docs/webhooks-06.json: 3 records: skipped 3 webhooks
      """,
    "magento": """
      commerce-webapi-docs/b2b__company-object-12.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/b2b__company-structures-09.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/b2b__credit-manage-07.json: 3 records: refused 3 unknown_record
      commerce-webapi-docs/b2b__credit-manage-15.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/b2b__negotiable-checkout-06.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/b2b__negotiable-checkout-24.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/b2b__negotiable-checkout-27.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/b2b__negotiable-order-workflow-09.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/b2b__roles-10.json: 3 records: refused 3 unknown_record
      commerce-webapi-docs/b2b__shared-cat-manage-09.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/inventory__link-stocks-sources-04.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/inventory__manage-source-items-02.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/inventory__manage-sources-03.json: 3 records: refused 3 unknown_record
      commerce-webapi-docs/inventory__manage-stocks-03.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/saas-integrations__custom-email__index-02.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/saas-integrations__gift-card-accounts__index-02.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/saas-integrations__order-management__index-00.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/saas-integrations__order-management__index-08.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__bulk-configurable-product__plan-product-00.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__bundle-product__plan-product-00.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__configurable-product__plan-product-00.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__inventory__create-invoice-01.json: 1 records: skipped 1 invoices
      commerce-webapi-docs/tutorials__inventory__create-shipment-00.json: 2 records: refused 2 unknown_record
      commerce-webapi-docs/tutorials__inventory__create-shipment-01.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__inventory__in-store-pickup-04.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__inventory__prepare-for-checkout-03.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__orders__order-create-invoice-01.json: 1 records: skipped 1 invoices
      commerce-webapi-docs/tutorials__orders__order-create-shipment-00.json: 3 records: refused 3 unknown_record
      commerce-webapi-docs/tutorials__orders__order-issue-refund-00.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/tutorials__orders__order-prepare-checkout-03.json: 1 records: refused 1 unknown_record
      commerce-webapi-docs/use-rest__operation-status-search-00.json: 5 records: refused 5 unknown_record
      commerce-webapi-docs/use-rest__performing-searches-00.json: 3 records: refused 3 missing_key
      openapi/admin-rest-2.4.8-sales-rma-subset.json: 1 records: refused 1 not_data
      """,
  ]

  /// What lies beside them.
  static let noImports: [String: String] = [
    "PROVENANCE.md": "not an import: where the others are from",
    "webhook-vectors/vectors/webhook-hmac-vectors.json": "not an import: signatures and what they sign",
  ]
}
