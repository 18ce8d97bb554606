using Npgsql;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Commands;

/// <summary>Finds a stream by a natural key that it has claimed.</summary>
public sealed class NaturalKeys(NpgsqlDataSource database)
{
    /// <summary>The stream that holds the key, or null.</summary>
    public Task<Guid?> Find<T>(NaturalKey<T> key, T value, CancellationToken cancel = default) => HolderOf(key.Claim(value), cancel);

    /// <summary>The first of these keys that another stream holds, or null.</summary>
    internal async Task<Effect.Claim?> HeldByAnother(IEnumerable<Effect.Claim> claims, Guid streamId)
    {
        foreach (var claim in claims)
            if (await HolderOf(claim, CancellationToken.None) is { } holder && holder != streamId) return claim;
        return null;
    }

    private async Task<Guid?> HolderOf(Effect.Claim key, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select stream_id from natural_keys where kind = $1 and value = $2");
        command.Parameters.AddWithValue(key.Kind);
        command.Parameters.AddWithValue(key.Value);
        return (Guid?)await command.ExecuteScalarAsync(cancel);
    }
}
