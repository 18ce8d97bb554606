using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Pengcheng.Sandbox.Identity;

/// <summary>The issuer's keys, made once and kept in the database: tokens stay valid over a restart.</summary>
public sealed class IdentityKeys(NpgsqlDataSource database)
{
    private const string SigningName = "signing", EncryptionName = "encryption";
    private RsaSecurityKey? _signing;
    private SymmetricSecurityKey? _encryption;

    /// <summary>Signs access tokens; its public half is in the key set.</summary>
    public RsaSecurityKey Signing => _signing ?? throw new InvalidOperationException("The keys are not loaded yet.");

    /// <summary>Seals authorization codes, which only the issuer itself reads.</summary>
    public SymmetricSecurityKey Encryption => _encryption ?? throw new InvalidOperationException("The keys are not loaded yet.");

    /// <summary>Takes the keys from the database, making them first if they are not there.</summary>
    public async Task Load(CancellationToken stop)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(await KeepOrTake(SigningName, NewRsa, stop), out _);
        var signing = new RsaSecurityKey(rsa);
        signing.KeyId = Base64UrlEncoder.Encode(signing.ComputeJwkThumbprint());
        _signing = signing;
        _encryption = new SymmetricSecurityKey(await KeepOrTake(EncryptionName, () => RandomNumberGenerator.GetBytes(32), stop));
    }

    private async Task<byte[]> KeepOrTake(string name, Func<byte[]> make, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var kept = await connection.Sql("select material from identity_keys where name = @name").With("name", name).Row(row => row.Get<byte[]>("material"), stop);
        if (kept is not null) return kept;
        await connection.Sql("insert into identity_keys values (@name, @material) on conflict do nothing").With("name", name).With("material", make()).Run(stop);
        return await connection.Sql("select material from identity_keys where name = @name").With("name", name).Value<byte[]>(stop);
    }

    private static byte[] NewRsa()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    }
}
