using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Pengcheng.Chassis.Storage;

/// <summary>The chassis's own tables beside Marten's, in the service's schema.</summary>
internal static class Tables
{
    public const string InboxKey = "pk_inbox";
    public const string IdempotencyKey = "pk_idempotency";
    public const string NaturalKey = "pk_natural_keys";

    public static IEnumerable<ISchemaObject> In(string schema)
    {
        // What is to be published, and not yet confirmed by the broker.
        var outbox = NewTable(schema, "outbox");
        outbox.AddColumn<Guid>("message_id").AsPrimaryKey();
        outbox.AddColumn("type", "text").NotNull();
        outbox.AddColumn("body", "jsonb").NotNull();
        outbox.AddColumn("trace_parent", "text");
        outbox.AddColumn("created_at", "timestamptz").NotNull().DefaultValueByExpression("clock_timestamp()");
        outbox.Indexes.Add(new IndexDefinition("ix_outbox_created_at") { Columns = ["created_at"] });
        yield return outbox;

        var inbox = NewTable(schema, "inbox", InboxKey);
        inbox.AddColumn("endpoint", "text").AsPrimaryKey();
        inbox.AddColumn<Guid>("message_id").AsPrimaryKey();
        inbox.AddColumn("received_at", "timestamptz").NotNull().DefaultValueByExpression("now()");
        inbox.Indexes.Add(new IndexDefinition("ix_inbox_received_at") { Columns = ["received_at"] });
        yield return inbox;

        // The answer to a command, kept so that a retry with the same key gets the same answer.
        var idempotency = NewTable(schema, "idempotency", IdempotencyKey);
        idempotency.AddColumn("client", "text").AsPrimaryKey();
        idempotency.AddColumn("key", "text").AsPrimaryKey();
        idempotency.AddColumn("request_hash", "bytea").NotNull();
        idempotency.AddColumn("status", "int").NotNull();
        idempotency.AddColumn("location", "text");
        idempotency.AddColumn("body", "text").NotNull();
        idempotency.AddColumn("created_at", "timestamptz").NotNull().DefaultValueByExpression("now()");
        idempotency.Indexes.Add(new IndexDefinition("ix_idempotency_created_at") { Columns = ["created_at"] });
        yield return idempotency;

        var naturalKeys = NewTable(schema, "natural_keys", NaturalKey);
        naturalKeys.AddColumn("kind", "text").AsPrimaryKey();
        naturalKeys.AddColumn("value", "text").AsPrimaryKey();
        naturalKeys.AddColumn<Guid>("stream_id").NotNull();
        yield return naturalKeys;

        // due_at is the platform's clock, which a sandbox may advance; lease_until is the server's own.
        var deadlines = NewTable(schema, "deadlines", "pk_deadlines");
        deadlines.AddColumn<Guid>("stream_id").AsPrimaryKey();
        deadlines.AddColumn("key", "text").AsPrimaryKey();
        deadlines.AddColumn("due_at", "timestamptz").NotNull();
        deadlines.AddColumn("command", "text").NotNull();
        deadlines.AddColumn("body", "jsonb").NotNull();
        deadlines.AddColumn("trace_parent", "text");
        deadlines.AddColumn("generation", "uuid").NotNull();
        deadlines.AddColumn("attempts", "int").NotNull().DefaultValue(0);
        deadlines.AddColumn("lease_until", "timestamptz").NotNull().DefaultValueByExpression("'-infinity'");
        deadlines.AddColumn("last_error", "text");
        // The number of the replica that is at work on it; see ReplicaPresence.
        deadlines.AddColumn("claimed_by", "int");
        deadlines.Indexes.Add(new IndexDefinition("ix_deadlines_due_at") { Columns = ["due_at"] });
        yield return deadlines;

        // One row: the latest rebuild of the service's rows.
        var rebuild = NewTable(schema, "rebuild");
        rebuild.AddColumn("id", "int").AsPrimaryKey();
        rebuild.AddColumn("report", "jsonb").NotNull();
        yield return rebuild;
    }

    private static Table NewTable(string schema, string name, string? primaryKey = null) =>
        new(new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = primaryKey ?? $"pk_{name}" };
}
