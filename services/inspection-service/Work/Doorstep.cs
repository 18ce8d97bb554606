using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Work;

/// <summary>Finds out at whose door a body's officers stand, and which visit it is. Nothing is decided here.</summary>
public sealed class Doorstep(Commands<Firm> firms, NaturalKeys keys, TokenKeyRing ring, InspectionPolicy policy, TimeProvider clock)
{
    /// <summary>The firm behind a code, or by its credit code where there was none to scan; how that was; or why not.</summary>
    /// <param name="token">What was scanned.</param>
    /// <param name="uscc">For a licence's QR or a look-up.</param>
    /// <param name="said">Which of the two, or how the officers' app says that it scanned.</param>
    /// <param name="cancel">When the caller is gone.</param>
    public async Task<(Firm? Firm, EntryMethod Method, Refusal? Refusal)> Firm(string? token, UnifiedSocialCreditCode? uscc, EntryMethod? said, CancellationToken cancel)
    {
        if (token is null == uscc is null) return (null, default, InspectionErrors.CodeOrFirm);
        if (token is null)
            return said is not (EntryMethod.LicenceQr or EntryMethod.Lookup) ? (null, default, InspectionErrors.CodeOrFirm)
                : await Load(Firms.Firm.IdOf(uscc!), cancel) is not { } known ? (null, default, InspectionErrors.FirmNotFound)
                // A licence leads to the code, and is worth no more; a firm can always be looked up.
                : said == EntryMethod.LicenceQr && RefuseCode(known) is { } off ? (null, default, off)
                : (known, said.Value, null);

        var (reading, refusal) = CodeToken.Read(token, ring.All, clock.GetUtcNow(), policy);
        if (reading is null) return (null, default, refusal);
        var method = reading.IsStatic ? EntryMethod.StaticCode : EntryMethod.Code;
        if (said is not null && said != method) return (null, default, InspectionErrors.CodeOrFirm);
        // A code that was rotated or revoked leads nowhere.
        if (await keys.Find(FirmReactions.CodeKey, reading.CodeId, cancel) is not { } stream || await Load(stream, cancel) is not { } firm || firm.Code.CodeId != reading.CodeId)
            return (null, default, InspectionErrors.CodeReplaced);
        return RefuseCode(firm) is { } invalid ? (null, default, invalid) : (firm, method, null);
    }

    /// <summary>
    /// The visit that officers come for if they name none: the body's visit of today, or one without a plan. That has its id
    /// from firm, body, kind and day, so that all devices of the body find the same; after a void, the next one of the day.
    /// </summary>
    public Guid Visit(Firm firm, string body, EntryKind? kind)
    {
        var today = ShenzhenTime.DateOf(clock.GetUtcNow());
        return firm.Docket.Visits.Where(visit => visit.Day == today && firm.Docket.Of(visit.VisitId).Any(plan => plan.Body == body)).Select(visit => (Guid?)visit.VisitId).FirstOrDefault()
            ?? Enumerable.Range(1, int.MaxValue).Select(number => DerivedId.From($"door/{firm.Uscc}/{body}/{kind ?? EntryKind.Enforcement}/{today:O}/{number}"))
                .First(id => !firm.Tally.Entries.Exists(entry => entry.IsVoid && entry.VisitId == id));
    }

    /// <summary>The visit that an offline record belongs to if it names none: the body's planned one of that day, or one that the record makes.</summary>
    public static Guid Visit(Firm firm, string body, DateTimeOffset enteredAt, string recordNo)
    {
        var day = ShenzhenTime.DateOf(enteredAt);
        return firm.Docket.Plans.Find(plan => plan.Body == body && plan.Day == day && plan.State is PlanState.Scheduled or PlanState.Completed)?.VisitId ?? BackfillEntry.VisitIdOf(body, recordNo);
    }

    /// <summary>Why a firm's code does not count now, or null.</summary>
    public static Refusal? RefuseCode(Firm firm) =>
        firm.Code.IsRevoked ? InspectionErrors.CodeRevoked.With()
        : firm.Code.Suspended is { } reason ? InspectionErrors.CodeSuspended.With(("reason", reason))
        : null;

    private async Task<Firm?> Load(Guid stream, CancellationToken cancel) => (await firms.Load(stream, cancel)).State;
}
