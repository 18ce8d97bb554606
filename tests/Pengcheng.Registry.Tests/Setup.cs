using Microsoft.Extensions.Configuration;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests;

/// <summary>The service's settings as a test needs them.</summary>
internal static class Setup
{
    public static RegistryKeys KeysOf(params Key[] keys) => RegistryKeys.From(Configuration([.. keys.Select(key => (key.Id, key.Public))]));

    public static IConfiguration Configuration(params (string Id, string Public)[] keys) => new ConfigurationBuilder()
        .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Registry:Keys:{key.Id}", (string?)key.Public))).Build();
}
