using System.Security.Cryptography;

namespace Pengcheng.Registry.Notices;

/// <summary>What became of a delivery.</summary>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="Repeated">Whether the notice had been accepted before.</param>
public sealed record Receipt(Refusal? Refusal, bool Repeated);

/// <summary>
/// Takes a delivery from either door: verifies it, keeps it, publishes it once. What is refused is kept too.
/// When this returns, the delivery is committed one way or the other; when it throws, nothing is.
/// </summary>
public sealed class NoticeDesk(Commands<Notice> notices, Commands<RefusedNotice> refused, RegistryKeys keys, TimeProvider clock)
{
    private const int KeptOfRefused = 64 * 1024;

    private static readonly Trigger Registry = new Trigger.Own("registry");

    /// <summary>Takes a delivery.</summary>
    public async Task<Receipt> Take(RawNotice raw)
    {
        if (Verification.Check(raw, keys, clock.GetUtcNow()) is { } unverified) return await Refuse(raw, unverified);
        if (!NoticeBody.TryRead(raw.Body, raw.NoticeId, out var body, out var invalid)) return await Refuse(raw, invalid);

        var arrived = new NoticeAccepted(raw, Convert.ToHexStringLower(SHA256.HashData(raw.Body)), body);
        // The decision tells a repetition from a conflict, and must see both each time.
        var outcome = await notices.Run(DerivedId.From($"notice/{raw.NoticeId}"), Registry, (notice, _) => Notice.Accept(notice, arrived));
        return outcome.Refusal is { } conflict
            ? await Refuse(raw, conflict)
            : new Receipt(null, Repeated: outcome.Events.Count == 0);
    }

    private async Task<Receipt> Refuse(RawNotice raw, Refusal refusal)
    {
        await refused.Run(Guid.CreateVersion7(), Registry, (known, _) =>
            known is null ? Decision.Accept(new NoticeRefused(Bounded(raw), refusal.Error.Code, Cut(refusal.Sentence(), 1000))) : Decision.Nothing);
        return new Receipt(refusal, Repeated: false);
    }

    // What is refused is not trusted to be of a sensible size either.
    private static RawNotice Bounded(RawNotice raw) => raw with
    {
        NoticeId = Cut(raw.NoticeId, 200),
        KeyId = Cut(raw.KeyId, 200),
        Timestamp = Cut(raw.Timestamp, 200),
        Signature = Cut(raw.Signature, 2000),
        Body = raw.Body.Length > KeptOfRefused ? raw.Body[..KeptOfRefused] : raw.Body,
    };

    // The store's JSON has no NUL.
    private static string Cut(string text, int length) => text.Replace('\0', ' ') is var clean && clean.Length > length ? clean[..length] : clean;
}
