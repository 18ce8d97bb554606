using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Marten;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Deadlines;

/// <summary>The due commands that a service has handlers for, by wire name.</summary>
public sealed class DueCommandTypes(IReadOnlyDictionary<string, Type> types)
{
    private readonly FrozenDictionary<string, Type> _byName = types.ToFrozenDictionary();
    private readonly FrozenDictionary<Type, string> _byType = types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    internal string NameOf(Type type) => _byType.TryGetValue(type, out var name)
        ? name
        : throw new InvalidOperationException($"No handler is registered for the due command {type.Name}: add service.OnDue<{type.Name}, …>(name).");

    internal Type? TypeOf(string name) => _byName.GetValueOrDefault(name);
}

/// <summary>Writes deadlines into a commit.</summary>
internal static class DeadlineRows
{
    public static void Set(IDocumentOperations session, Guid streamId, Effect.Schedule schedule, DueCommandTypes types) => session.QueueSqlCommand(
        """
        insert into deadlines (stream_id, key, due_at, command, body, trace_parent, generation) values (?, ?, ?, ?, ?::jsonb, ?, ?)
        on conflict (stream_id, key) do update set due_at = excluded.due_at, command = excluded.command, body = excluded.body,
            trace_parent = excluded.trace_parent, generation = excluded.generation, attempts = 0, lease_until = '-infinity', last_error = null, claimed_by = null
        """,
        streamId, schedule.Key, schedule.Due.ToUniversalTime(), types.NameOf(schedule.Command.GetType()),
        JsonSerializer.Serialize(schedule.Command, schedule.Command.GetType(), ContractJson.Events),
        (object?)Activity.Current?.Id ?? DBNull.Value, Guid.CreateVersion7());

    public static void Remove(IDocumentOperations session, Guid streamId, string key) =>
        session.QueueSqlCommand("delete from deadlines where stream_id = ? and key = ?", streamId, key);
}
