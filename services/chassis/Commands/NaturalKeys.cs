using Npgsql;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Commands;

/// <summary>Finds a stream by a natural key that it has claimed.</summary>
public sealed class NaturalKeys(NpgsqlDataSource database)
{
    /// <summary>The stream that holds the key, or null.</summary>
    public async Task<Guid?> Find(string kind, string value, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand("select stream_id from natural_keys where kind = $1 and value = $2");
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(value);
        return (Guid?)await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>The first of these keys that another stream holds, or null.</summary>
    internal async Task<Effect.Claim?> HeldByAnother(IEnumerable<Effect.Claim> claims, Guid streamId)
    {
        foreach (var claim in claims)
            if (await Find(claim.Kind, claim.Value) is { } holder && holder != streamId) return claim;
        return null;
    }
}

/// <summary>What a service answers when a natural key is held by another stream; by kind of key.</summary>
public sealed class NaturalKeyErrors(IReadOnlyDictionary<string, Error> errors)
{
    internal Refusal For(Effect.Claim held) =>
        errors.GetValueOrDefault(held.Kind, ChassisErrors.KeyHeld).With(("kind", held.Kind), ("value", held.Value));
}
