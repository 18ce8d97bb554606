using System.Buffers.Binary;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Inspection.Codes;

/// <summary>What a genuine token says.</summary>
/// <param name="CodeId">Which code.</param>
/// <param name="IsStatic">The printed one, of lower trust.</param>
/// <param name="At">When it was made.</param>
public sealed record CodeReading(Guid CodeId, bool IsStatic, DateTimeOffset At);

/// <summary>What the firm shows and officers scan: kind, code id and time, sealed and signed. Nobody else can make one, or tell whose it is.</summary>
public static class CodeToken
{
    private const int Length = 25;

    private static readonly SealedToken Token = new("SZJDM1.", Length);

    /// <summary>The rotating token of the app, valid from this moment on for a short time.</summary>
    public static string Rotating(TokenKeys keys, Guid codeId, DateTimeOffset now) => Make(keys, codeId, isStatic: false, now);

    /// <summary>The printed token: valid as long as the code is.</summary>
    public static string Static(TokenKeys keys, Guid codeId, DateTimeOffset now) => Make(keys, codeId, isStatic: true, now);

    /// <summary>Reads a token, or says why it doesn't open a door.</summary>
    public static (CodeReading? Reading, Refusal? Refusal) Read(string token, IReadOnlyList<TokenKeys> keys, DateTimeOffset now, InspectionPolicy policy)
    {
        if (Token.Open(token, keys) is not { } content || content[0] > 1) return (null, InspectionErrors.CodeForged);
        var reading = new CodeReading(
            new Guid(content.AsSpan(1, 16), bigEndian: true), content[0] == 1, DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(17))));
        var age = now - reading.At;
        return !reading.IsStatic && (age > policy.CodeLife + policy.ClockTolerance || age < -policy.ClockTolerance)
            ? (null, InspectionErrors.CodeExpired)
            : (reading, null);
    }

    private static string Make(TokenKeys keys, Guid codeId, bool isStatic, DateTimeOffset at)
    {
        Span<byte> content = stackalloc byte[Length];
        content[0] = isStatic ? (byte)1 : (byte)0;
        codeId.TryWriteBytes(content[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content[17..], at.ToUnixTimeSeconds());
        return Token.Make(keys, content);
    }
}
