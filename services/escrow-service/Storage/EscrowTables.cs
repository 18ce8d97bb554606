using JasperFx;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Pengcheng.Escrow.Storage;

/// <summary>The service's own tables: the ledger's postings and the list of deals. Both are written in the commit of the events they follow from.</summary>
internal static class EscrowTables
{
    private const string Schema = "escrow";

    public static void Configure(Marten.StoreOptions options)
    {
        // One row a side of a movement. A balance is a sum over an account; the whole escrow account is the account escrow-cash.
        var postings = NewTable("postings");
        postings.AddColumn<Guid>("event_id").AsPrimaryKey();
        postings.AddColumn<int>("side").AsPrimaryKey();
        postings.AddColumn<Guid>("stream_id").NotNull();
        postings.AddColumn("account", "text").NotNull();
        postings.AddColumn("amount_fen", "bigint").NotNull();
        postings.AddColumn("reference", "text");
        postings.AddColumn("business_date", "date").NotNull();
        postings.AddColumn("posted_at", "timestamptz").NotNull();
        postings.Indexes.Add(new IndexDefinition("ix_postings_account") { Columns = ["account", "business_date"] });
        postings.Indexes.Add(new IndexDefinition("ix_postings_stream") { Columns = ["stream_id"] });
        postings.Indexes.Add(new IndexDefinition("ix_postings_reference") { Columns = ["reference"] });
        options.Storage.ExtendedSchemaObjects.Add(postings);

        var deals = NewTable("deals");
        deals.AddColumn<Guid>("deal_id").AsPrimaryKey();
        deals.AddColumn("deal_no", "text").NotNull();
        deals.AddColumn("unit_no", "text").NotNull();
        deals.AddColumn("status", "text").NotNull();
        deals.AddColumn("price_fen", "bigint").NotNull();
        deals.AddColumn("balance_fen", "bigint").NotNull();
        deals.AddColumn("opened_on", "date").NotNull();
        deals.AddColumn("updated_at", "timestamptz").NotNull();
        deals.AddColumn("viewers", "text[]").NotNull();
        deals.Indexes.Add(new IndexDefinition("ix_deals_viewers") { Columns = ["viewers"], Method = IndexMethod.gin });
        options.Storage.ExtendedSchemaObjects.Add(deals);

        // One row: whether money may go out.
        var order = NewTable("account_order");
        order.AddColumn<Guid>("account_id").AsPrimaryKey();
        order.AddColumn("in_order", "boolean").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(order);

        options.Storage.ExtendedSchemaObjects.Add(new Sequence(new PostgresqlObjectName(Schema, "deal_no_seq", SchemaUtils.IdentifierUsage.General)));
    }

    private static Table NewTable(string name) => new(new PostgresqlObjectName(Schema, name, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = $"pk_{name}" };
}
