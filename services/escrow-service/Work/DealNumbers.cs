using Npgsql;

namespace Pengcheng.Escrow.Work;

/// <summary>Gives deal numbers, <c>DY</c> with the date, six digits and a check digit; a number is not given twice, and gaps do not matter.</summary>
public sealed class DealNumbers(NpgsqlDataSource database)
{
    /// <summary>What they are counted with.</summary>
    public const string Sequence = "deal_no_seq";

    /// <summary>The next number.</summary>
    public async Task<DealNo> Next(DateTimeOffset now)
    {
        await using var command = database.CreateCommand($"select nextval('{Sequence}')");
        var sequence = (long)(await command.ExecuteScalarAsync())!;
        return DealNo.Create(ShenzhenTime.DateOf(now), (int)(sequence % 1_000_000));
    }
}
