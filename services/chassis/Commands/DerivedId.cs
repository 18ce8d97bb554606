using System.Security.Cryptography;

namespace Pengcheng.Chassis.Commands;

/// <summary>Ids that follow from other ids, so that a repetition derives the same one.</summary>
public static class DerivedId
{
    /// <summary>The id after <paramref name="id"/>: for the second and further messages of one event.</summary>
    public static Guid Next(Guid id) => From(id.ToString("N") + "/next");

    /// <summary>Whether it may be one of these: an id that a caller chooses may not, or it could take the place of a stream that is still to come.</summary>
    public static bool Is(Guid id) => id.Version == 8;

    /// <summary>A UUID that depends on nothing but the text (version 8, RFC 9562): for partners whose ids are not UUIDs.</summary>
    public static Guid From(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        var bytes = hash[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
