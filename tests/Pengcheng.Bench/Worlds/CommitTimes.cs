using System.Globalization;
using Npgsql;
using Pengcheng.Local;
using Pengcheng.Local.Processes;

namespace Pengcheng.Bench.Worlds;

/// <summary>
/// When a row was committed, as PostgreSQL itself recorded it (<c>track_commit_timestamp</c>). All services' databases are on one
/// server, so two services' commits are told apart to the microsecond by one clock, and nothing in a service has to help.
/// </summary>
public static class CommitTimes
{
    /// <summary>Switches the record on; the server has to start anew for it.</summary>
    public static async Task Enable(Session session, string admin, CancellationToken stop)
    {
        var unpooled = admin + ";Pooling=false;Timeout=3";
        await Sql.Run(unpooled, "alter system set track_commit_timestamp = on", stop);
        var server = session.Roster.Entries.Single(process => process.Name == "postgres");
        Signals.Send(server.Identity!.Pid, StopSignal.Interrupt);
        await Sql.Until(async () => await IsOn(unpooled, stop), "PostgreSQL is back, with its record of commit times", stop);
    }

    /// <summary>When the rows of a table were committed, by a key of theirs, in microseconds of one clock.</summary>
    /// <param name="database">The database.</param>
    /// <param name="query">A query with two columns: the key, and the row's <c>xmin</c>.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<Dictionary<string, long>> Of(string database, string query, CancellationToken stop)
    {
        var times = new Dictionary<string, long>();
        await Sql.Read(database, $"select key::text, (extract(epoch from pg_xact_commit_timestamp(xid)) * 1000000)::bigint from ({query}) as rows(key, xid)",
            reader => times[reader.GetString(0)] = reader.GetInt64(1), stop);
        return times;
    }

    /// <summary>The server's clock now, in the same microseconds.</summary>
    public static async Task<long> Now(string database, CancellationToken stop) =>
        Convert.ToInt64(await Sql.One(database, "select (extract(epoch from clock_timestamp()) * 1000000)::bigint", stop), CultureInfo.InvariantCulture);

    private static async Task<bool> IsOn(string unpooled, CancellationToken stop)
    {
        try
        {
            return (string?)await Sql.One(unpooled, "show track_commit_timestamp", stop) == "on";
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
