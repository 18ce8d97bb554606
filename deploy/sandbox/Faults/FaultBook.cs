using System.Collections.Immutable;
using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Faults;

/// <summary>
/// The faults in force. They are kept in the database, so a restart of the sandbox does not heal them; a copy in memory keeps a call
/// that meets no fault from asking the database.
/// </summary>
public sealed class FaultBook(NpgsqlDataSource database)
{
    private const string Columns = "id, target, kind, milliseconds, code, amount_fen, match, times, used";
    private const string InForce = "not cleared and (times = 0 or used < times)";

    private ImmutableArray<Fault> _inForce = [];

    /// <summary>The faults in force, oldest first.</summary>
    public ImmutableArray<Fault> All => _inForce;

    /// <summary>Takes the faults from the database.</summary>
    public async Task Load(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        ImmutableInterlocked.InterlockedExchange(ref _inForce,
            [.. await connection.Sql($"select {Columns} from faults where {InForce} order by id").Rows(Read, stop)]);
    }

    /// <summary>Presses a button.</summary>
    public async Task<long> Press(PressFault fault)
    {
        await using var connection = await database.OpenConnectionAsync();
        var id = await connection.Sql("""
            insert into faults (target, kind, milliseconds, code, amount_fen, match, times)
            values (@target, @kind, @milliseconds, @code, @amount, @match, @times) returning id
            """)
            .With("target", fault.Target).With("kind", fault.Kind).With("milliseconds", fault.Milliseconds).With("code", fault.Code)
            .With("amount", fault.Amount?.Minor).With("match", fault.Match).With("times", fault.Times).Value<long>();
        await Load(CancellationToken.None);
        return id;
    }

    /// <summary>Clears one fault, or all; answers the ids of those cleared, spent ones included, since they may still hold something back.</summary>
    public async Task<List<long>> Clear(long? id)
    {
        await using var connection = await database.OpenConnectionAsync();
        var cleared = await connection.Sql("update faults set cleared = true where not cleared and (@id::bigint is null or id = @id) returning id")
            .With("id", id).Rows(row => row.GetInt64(0));
        await Load(CancellationToken.None);
        return cleared;
    }

    /// <summary>The oldest fault of one of these kinds that meets the call, used once by it; or null.</summary>
    public async Task<Fault?> Take(string target, string subject, params string[] kinds)
    {
        while (true)
        {
            var met = _inForce.FirstOrDefault(fault => fault.Meets(target, subject) && (kinds is [] || kinds.Contains(fault.Kind)));
            if (met is null) return null;
            await using var connection = await database.OpenConnectionAsync();
            var taken = await connection.Sql($"update faults set used = used + 1 where id = @id and {InForce} returning {Columns}")
                .With("id", met.Id).Row(Read);
            await Load(CancellationToken.None);
            // Another call may have used it up meanwhile: then look again.
            if (taken is not null) return taken;
        }
    }

    private static Fault Read(NpgsqlDataReader row) => new(
        row.Get<long>("id"), row.Get<string>("target"), row.Get<string>("kind"), row.GetOrNull<int>("milliseconds"), row.Text("code"),
        row.GetOrNull<long>("amount_fen") is { } fen ? Money.Cny(fen) : null, row.Text("match"), row.Get<int>("times"), row.Get<int>("used"));
}
