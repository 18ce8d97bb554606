using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests;

/// <summary>What a broken or ill-meaning sender sends: anything at all, and genuine deliveries with something wrong.</summary>
internal static class Hostile
{
    public const string Id = "RERC-hostile";
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    public static readonly RegistryKeys Keys = Setup.KeysOf(Key.Current, Key.Old);

    private static readonly RawNotice Genuine = Centre.Signed(Id, Now);
    private static readonly string[] Fragments =
        ["\\u0000", "\\ud800", "\"\"", "null", "{", "[[[", "1e999", "\0", "\u202e", "🀄", "mortgage-cancelled", ",\"kind\":\"transfer-registered\"", "\"at\":1"];

    private static Gen<byte[]> AnyBytes => ArbMap.Default.GeneratorFor<byte[]>();

    private static Gen<string> AnyText => ArbMap.Default.GeneratorFor<string>().Where(text => text is not null);

    /// <summary>Bodies of notices, near and far.</summary>
    public static Gen<byte[]> Bodies => Gen.OneOf(
        AnyBytes, Mutated(GoodBody), Mutated(Mutated(GoodBody)), Injected, Gen.Elements("", "null", "{}", "[]", "\"\"", "\ufeff{}", new string('[', 100_000)).Select(Encoding.UTF8.GetBytes));

    /// <summary>CloudEvents, near and far.</summary>
    public static Gen<byte[]> CloudEvents => Gen.OneOf(AnyBytes, Mutated(GoodEvent), Mutated(Mutated(GoodEvent)));

    /// <summary>A genuine delivery of which one part, or its signature, was changed.</summary>
    public static Gen<RawNotice> Deliveries => Gen.OneOf(
        Bodies.Where(body => !body.AsSpan().SequenceEqual(Genuine.Body)).Select(body => Genuine with { Body = body }),
        Signatures.Select(signature => Genuine with { Signature = signature }),
        AnyText.Where(text => text != Genuine.NoticeId).Select(text => Genuine with { NoticeId = text }),
        AnyText.Where(text => text != Genuine.Timestamp).Select(text => Genuine with { Timestamp = text }),
        Gen.OneOf(AnyText.Where(text => text != Genuine.KeyId), Gen.Constant(Key.Old.Id)).Select(text => Genuine with { KeyId = text }));

    private static Gen<byte[]> GoodBody => Gen.Elements(Centre.Kinds).Select(kind => Centre.Bytes(Centre.Notice(Id, kind.Kind)));

    private static Gen<byte[]> GoodEvent => GoodBody.Zip(Gen.Elements(true, false), (body, base64) => Centre.CloudEvent(Centre.Signed(Id, body, Now), base64));

    private static Gen<string> Signatures => Gen.OneOf(
        AnyText, AnyText.Select(text => "sm2," + text),
        AnyBytes.Select(bytes => "sm2," + Convert.ToBase64String(bytes)),
        // DER of the genuine one with a byte changed, cut, or added.
        Mutated(Gen.Constant(Convert.FromBase64String(Genuine.Signature[4..])))
            .Where(der => !der.AsSpan().SequenceEqual(Convert.FromBase64String(Genuine.Signature[4..])))
            .Select(der => "sm2," + Convert.ToBase64String(der)),
        Gen.Elements("sm2,", "sm2, sm2, sm2,", "SM2" + Genuine.Signature[3..], Centre.Sign(Key.Old, Id, Now.ToUnixTimeSeconds(), Genuine.Body)));

    // Something that means something in JSON, put where a value or a name was.
    private static Gen<byte[]> Injected =>
        from body in GoodBody
        from fragment in Gen.Elements(Fragments)
        let text = Encoding.UTF8.GetString(body)
        from position in Gen.Choose(0, text.Length)
        select Encoding.UTF8.GetBytes(text.Insert(position, fragment));

    private static Gen<byte[]> Mutated(Gen<byte[]> good) =>
        from bytes in good
        from position in Gen.Choose(0, Math.Max(0, bytes.Length - 1))
        from intruder in Gen.Choose(0, 255).Select(value => (byte)value)
        from kind in Gen.Choose(0, 3)
        select bytes.Length == 0 ? [intruder] : kind switch
        {
            0 => bytes[..position],
            1 => [.. bytes[..position], intruder, .. bytes[position..]],
            2 => [.. bytes[..position], .. bytes[(position + 1)..]],
            _ => (byte[])[.. bytes[..position], intruder, .. bytes[(position + 1)..]],
        };
}
