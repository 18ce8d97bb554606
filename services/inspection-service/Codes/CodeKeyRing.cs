using System.Globalization;

namespace Pengcheng.Inspection.Codes;

/// <summary>The keys of all generations. The newest makes tokens; the others still read them, so that prints outlive a change of keys.</summary>
public sealed class CodeKeyRing
{
    private CodeKeyRing(IReadOnlyList<CodeKeys> all) => All = all;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<CodeKeys> All { get; }

    /// <summary>The one that makes tokens.</summary>
    public CodeKeys Newest => All[0];

    /// <summary>From <c>Codes:Keys:{generation}:Seal</c> (SM4, 16 bytes), <c>:Mac</c> (32 bytes) and <c>:Signing</c> (SM2, 32 bytes), in hex.</summary>
    /// <exception cref="InvalidOperationException">There is none, or one is not what it should be; the message names it.</exception>
    public static CodeKeyRing From(IConfiguration configuration)
    {
        var all = configuration.GetSection("Codes:Keys").GetChildren().Select(Read).OrderByDescending(keys => keys.Generation).ToList();
        return all.Count > 0 ? new CodeKeyRing(all) : throw new InvalidOperationException("inspection-service can't start: Codes:Keys:1:Seal, :Mac and :Signing are missing.");
    }

    private static CodeKeys Read(IConfigurationSection section)
    {
        if (!byte.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
            throw new InvalidOperationException($"inspection-service can't start: {section.Path} is no generation from 0 to 255.");
        try
        {
            return new CodeKeys(generation, Bytes(section, "Seal", 16), Bytes(section, "Mac", 32), section["Signing"] ?? "");
        }
        catch (FormatException wrong)
        {
            throw new InvalidOperationException($"inspection-service can't start: {section.Path}: {wrong.Message}", wrong);
        }
    }

    private static byte[] Bytes(IConfigurationSection section, string name, int length) =>
        Convert.FromHexString(section[name] ?? "") is var bytes && bytes.Length == length ? bytes : throw new FormatException($"{name} is not {length} bytes in hex.");
}
