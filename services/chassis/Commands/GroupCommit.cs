using System.Data;
using System.Diagnostics;
using Marten;
using Marten.Services;
using Npgsql;

namespace Pengcheng.Chassis.Commands;

/// <summary>
/// Writes concurrent commands in one transaction:
/// <code>
/// waiting ──> group: whoever waits, no stream and no trigger twice ──> read all ──> decide each ──> one batch ──> COMMIT
///    ^                                                                                  │
///    └──────────────── one of them fails: rolled back, and each comes again alone ──────┘
/// </code>
/// Nobody waits for a group to fill: it is what came while the commits before it were running. A failure that reaches a
/// member is its own, for it was alone when it failed.
/// </summary>
public sealed class GroupCommit
{
    internal const int Groups = 2;
    private const int Largest = 64, Singles = 16;

    private readonly LinkedList<IMember> _waiting = [];
    private readonly HashSet<object> _held = [];
    private readonly IDocumentStore _store;
    private readonly NpgsqlDataSource _database;
    private int _groups, _singles;

    // A replica that hangs in the middle of a commit keeps its locks. Whoever needs one of them must not keep the rest of a group waiting.
    internal static Row<string> Patience(bool alone) => new("select set_config('lock_timeout', ?, true)", row => row.GetString(0), alone ? "5s" : "200ms");

    internal GroupCommit(IDocumentStore store, NpgsqlDataSource database) => (_store, _database) = (store, database);

    /// <summary>Takes a member; it is told by <see cref="IMember.Committed"/> or <see cref="IMember.Failed"/> what became of it.</summary>
    internal void Add(IMember member)
    {
        lock (_waiting)
        {
            _waiting.AddLast(member);
            Start();
        }
    }

    private void Start()
    {
        while (Next() is { Count: > 0 } members)
        {
            if (members[0].Alone) _singles++;
            else _groups++;
            // Not in the context of whoever happened to come last: the group belongs to none of its members.
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Writer.Carry(work.Members), (Writer: this, Members: members), preferLocal: false);
        }
    }

    /// <summary>
    /// The members that may go next: one that has to be alone, or a group. Two that need the same stream, key or message never
    /// run at the same time here; against other replicas the database decides.
    /// </summary>
    private List<IMember> Next()
    {
        var next = new List<IMember>();
        for (var node = _waiting.First; node is not null && next.Count < Largest;)
        {
            var (member, following) = (node.Value, node.Next);
            if ((member.Alone ? next.Count == 0 && _singles < Singles : _groups < Groups) && Hold(member))
            {
                next.Add(member);
                _waiting.Remove(node);
                if (member.Alone) break;
            }

            node = following;
        }

        return next;
    }

    private bool Hold(IMember member)
    {
        if (_held.Contains(member.StreamId) || !_held.Add(member.TriggerKey)) return false;
        _held.Add(member.StreamId);
        return true;
    }

    private async Task Carry(List<IMember> members)
    {
        var failure = await Commit(members);
        lock (_waiting)
        {
            if (members[0].Alone) _singles--;
            else _groups--;
            foreach (var member in members)
            {
                _held.Remove(member.StreamId);
                _held.Remove(member.TriggerKey);
                if (failure is null || member.Alone || members.Count == 1) continue;
                member.Alone = true;
                _waiting.AddFirst(member);
            }

            Start();
        }

        foreach (var member in members)
        {
            if (failure is null) member.Committed();
            else if (members.Count == 1) member.Failed(failure);
        }
    }

    private async Task<Exception?> Commit(List<IMember> members)
    {
        using var activity = Telemetry.Source.StartActivity(ActivityKind.Internal, members[0].Origin,
            links: members.Skip(1).Select(member => new ActivityLink(member.Origin)), name: "commit");
        activity?.SetTag("pengcheng.members", members.Count);
        // Other replicas lock streams in the same order.
        members.Sort((one, other) => one.StreamId.CompareTo(other.StreamId));
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            try
            {
                await Write(members, connection);
            }
            catch when (connection.FullState == ConnectionState.Open)
            {
                // A statement that failed while Npgsql prepared it is thought to be ready and is not (npgsql issue 6391).
                connection.UnprepareAll();
                throw;
            }

            Telemetry.Members.Record(members.Count);
            return null;
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            return failure;
        }
    }

    private async Task Write(List<IMember> members, NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = _store.LightweightSession(SessionOptions.ForTransaction(transaction));
        // A session lends the trace around it to every event that has none. Each member has its own, or wants none.
        (session.CorrelationId, session.CausationId) = (null, null);
        var reads = session.CreateBatchQuery();
        _ = reads.AddItem(Patience(members[0].Alone));
        foreach (var member in members) member.Read(reads);
        await reads.Execute(CancellationToken.None);
        foreach (var member in members) await member.Prepare(session);
        // A caller that hangs up must not leave the hand-off undone: the commit takes no cancellation token.
        await session.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
