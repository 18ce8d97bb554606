using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Pengcheng.Bench.Worlds;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Bench.Floors;

/// <summary>PostgreSQL's own load generator, against the platform's own server.</summary>
public sealed partial class PgBench
{
    private readonly string _program, _folder;
    private readonly NpgsqlConnectionStringBuilder _admin;

    private PgBench(string program, string folder, string admin) => (_program, _folder, _admin) = (program, folder, new NpgsqlConnectionStringBuilder(admin));

    /// <summary>The one that belongs to the server.</summary>
    public static PgBench Find(World world)
    {
        var beside = PostgresPrograms.Find() is { } programs ? Path.Combine(programs.Folder, "pgbench") : null;
        var program = beside is not null && File.Exists(beside) ? beside : Shell.Find("pgbench");
        return new PgBench(program ?? throw new BenchFailedException("pgbench is missing: it comes with PostgreSQL, on Debian and Ubuntu in the package postgresql."), world.Session.Layout.Root, world.Admin);
    }

    /// <summary>Transactions a second of a script.</summary>
    public async Task<double> PerSecond(string database, string script, int clients, TimeSpan measured, CancellationToken stop) =>
        Figure(await Run(database, script, clients, measured, stop), Rate());

    /// <summary>Average milliseconds of a script, one client at a time.</summary>
    public async Task<double> Milliseconds(string database, string script, TimeSpan measured, CancellationToken stop) =>
        1000 / Figure(await Run(database, script, 1, measured, stop), Rate());

    private async Task<string> Run(string database, string script, int clients, TimeSpan measured, CancellationToken stop)
    {
        var file = Path.Combine(_folder, "pgbench.sql");
        await File.WriteAllTextAsync(file, script, stop);
        var seconds = Math.Max(1, (int)Math.Round(measured.TotalSeconds));
        var answer = await Shell.RunAsync(_program,
        [
            "-n", "-M", "prepared", "-f", file, "-T", seconds.ToString(CultureInfo.InvariantCulture), "-c", clients.ToString(CultureInfo.InvariantCulture),
            "-j", Math.Min(2, clients).ToString(CultureInfo.InvariantCulture),
            "-h", _admin.Host!, "-p", _admin.Port.ToString(CultureInfo.InvariantCulture), "-U", _admin.Username!, database,
        ], null, stop, new Dictionary<string, string> { ["PGPASSWORD"] = _admin.Password!, ["LC_ALL"] = "C" });
        return answer.ExitCode == 0 && !answer.Output.Contains("aborted", StringComparison.Ordinal) ? answer.Output : throw new BenchFailedException($"pgbench failed. {answer.Output}");
    }

    private static double Figure(string output, Regex pattern) =>
        pattern.Match(output) is { Success: true } found ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : throw new BenchFailedException($"pgbench told no figure. {output}");

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
