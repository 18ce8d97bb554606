using System.Diagnostics;
using System.Text.Json;
using Marten;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Messaging;

/// <summary>An integration event that is committed and not yet confirmed by the broker.</summary>
public sealed record OutboxRow(Guid MessageId, object Message, string Type, string Body, string? TraceParent)
{
    internal static OutboxRow For(Guid messageId, object message) => new(
        messageId, message, IntegrationEvents.NameOf(message.GetType()),
        JsonSerializer.Serialize(message, message.GetType(), ContractJson.Events), Activity.Current?.Id);

    internal void Queue(IDocumentOperations session) => session.QueueSqlCommand(
        "insert into outbox (message_id, type, body, trace_parent) values (?, ?, ?::jsonb, ?)",
        MessageId, Type, Body, (object?)TraceParent ?? DBNull.Value);
}
