using Pengcheng.Chassis;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Registry.Notices;

/// <summary>The registry's public keys by id (<c>Registry:Keys:{keyId}</c>, SM2, uncompressed hex). During a rotation two are valid.</summary>
public sealed class RegistryKeys
{
    private readonly Dictionary<string, string> _keys;

    private RegistryKeys(Dictionary<string, string> keys) => _keys = keys;

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="SettingException">None, or one that is not a key.</exception>
    public static RegistryKeys From(IConfiguration configuration)
    {
        var keys = configuration.GetSection("Registry:Keys").GetChildren().ToDictionary(key => key.Key, key => key.Value ?? "");
        if (keys.Count == 0) throw new SettingException("Registry:Keys has no public key of the registry");
        foreach (var (id, key) in keys)
            if (!Sm2.IsPublicKey(key)) throw new SettingException($"Registry:Keys:{id} is not an SM2 public key (04… in hex)");
        return new RegistryKeys(keys);
    }

    /// <summary>The key, or null.</summary>
    public string? Find(string keyId) => _keys.GetValueOrDefault(keyId);
}
