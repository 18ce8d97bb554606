using Pengcheng.Chassis.Messaging;
using Pengcheng.Contracts.Enterprise;
using Pengcheng.Contracts.Infringement;
using Pengcheng.Contracts.Park;
using Pengcheng.Contracts.Payment;
using Pengcheng.Contracts.Refund;
using Pengcheng.Contracts.Signature;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Work;

/// <summary>
/// What the other services tell. Events come in any order, so a firm may not be registered yet: then the message fails, is tried again
/// for some seconds and waits among the dead letters, from where an operator puts it back.
/// </summary>
public sealed class NeighbourWork(Commands<Firm> firms, Commands<Complaint> complaints, InspectionPolicy policy, ILogger<NeighbourWork> log) :
    IHandle<EnterpriseRegistered>, IHandle<Contracts.Enterprise.ProfileUpdated>, IHandle<DeregistrationCompleted>, IHandle<AppealClassified>, IHandle<ActivityApproved>,
    IHandle<AbuseOfReportingFlagged>, IHandle<StoreSuspended>, IHandle<MerchantFlagged>
{
    /// <summary>It gets its code.</summary>
    public Task Handle(EnterpriseRegistered m, Trigger trigger, CancellationToken cancel) =>
        Register(m.Uscc, new FirmProfile(m.Name, m.District, m.Street, m.Block, PlaceAt(m.Latitude, m.Longitude)), m.At, isNews: false, trigger);

    /// <summary>It is called otherwise or has moved. News that overtakes the registration has all that a code needs.</summary>
    public Task Handle(Contracts.Enterprise.ProfileUpdated m, Trigger trigger, CancellationToken cancel) =>
        Register(m.Uscc, new FirmProfile(m.Name, m.District, m.Street, m.Block, PlaceAt(m.Latitude, m.Longitude)), m.At, isNews: true, trigger);

    /// <summary>Its code is void.</summary>
    public Task Handle(DeregistrationCompleted m, Trigger trigger, CancellationToken cancel) =>
        On(m.Uscc, trigger, (firm, _) => RevokeCode.Decide(firm, new RevokeCode("deregistered")));

    /// <summary>An appeal about an inspection is a complaint.</summary>
    public async Task Handle(AppealClassified m, Trigger trigger, CancellationToken cancel)
    {
        if (m.Topic != "inspection") return;
        if (m.Body is null || !EnumWords.TryParse<ComplaintKind>(m.Kind, out var kind, out _) || kind == ComplaintKind.Handler)
        {
            log.LogWarning("Appeal {AppealId} is about inspections and says neither of which body nor of what kind; it stays with the appeals", m.AppealId);
            return;
        }

        var firm = await Known(m.Uscc, cancel);
        await Accepted(complaints.Run(m.AppealId, trigger, (complaint, facts) => FileComplaint.Decide(complaint,
            new FileComplaint(m.AppealId, kind, m.Uscc, firm.Profile.District, m.Body, null, Texts.OneLine(m.Text, FileComplaint.LongestText), Source: "appeal"), facts, policy)));
    }

    /// <summary>Its safety checks become one joint visit.</summary>
    public Task Handle(ActivityApproved m, Trigger trigger, CancellationToken cancel)
    {
        var drafts = policy.ChecksOfActivities.GroupBy(check => check.Body).Select(own => new DraftPlan(
            DerivedId.From($"activity/{m.ActivityId:N}/{own.Key}"),
            new PlanContent(own.Key, EntryKind.Enforcement, InspectionCause.HandOff, [.. own.Select(check => check.Item)], new DayRange(m.From, m.To), policy.ActivityCheckMinutes), "park-service"));
        return Accepted(On(m.Uscc, trigger, (firm, facts) => PlanActivityChecks.Decide(firm, new PlanActivityChecks(m.ActivityId, [.. drafts]), facts, policy)));
    }

    /// <summary>Complaints weigh less for a while.</summary>
    public Task Handle(AbuseOfReportingFlagged m, Trigger trigger, CancellationToken cancel) =>
        On(m.Uscc, trigger, (firm, facts) => NoteReportingAbuse.Decide(firm, new NoteReportingAbuse(m.ReportId), facts));

    /// <summary>A reason to inspect, if it has a legal basis.</summary>
    public Task Handle(StoreSuspended m, Trigger trigger, CancellationToken cancel) =>
        On(m.Uscc, trigger, (firm, facts) => NoteCaseTrigger.Decide(firm, new NoteCaseTrigger("refund", m.StoreId, m.Reason, m.LegalBasis), facts));

    /// <summary>A reason to inspect, if it has a legal basis.</summary>
    public Task Handle(MerchantFlagged m, Trigger trigger, CancellationToken cancel) =>
        On(m.Uscc, trigger, (firm, facts) => NoteCaseTrigger.Decide(firm, new NoteCaseTrigger("payment", m.MerchantId, m.Reason, m.LegalBasis), facts));

    private Task Register(UnifiedSocialCreditCode uscc, FirmProfile profile, DateTimeOffset asOf, bool isNews, Trigger trigger)
    {
        var code = Guid.NewGuid();
        return Accepted(firms.Run(Firm.IdOf(uscc), trigger, (firm, _) => IssueCode.Decide(firm, new IssueCode(uscc, code, profile, asOf, isNews))));
    }

    private static GeoPoint PlaceAt(int latitude, int longitude) => new(latitude / 1e6, longitude / 1e6);

    private Task<Outcome<Firm>> On(UnifiedSocialCreditCode uscc, Trigger trigger, Func<Firm, Facts, Decision> decide) =>
        firms.Run(Firm.IdOf(uscc), trigger, (firm, facts) => decide(firm ?? throw NotYet(uscc), facts));

    // Nobody is there to be told of a refusal: it becomes a dead letter, and an operator reads why.
    private static async Task Accepted<TState>(Task<Outcome<TState>> work) where TState : class
    {
        if ((await work).Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());
    }

    private async Task<Firm> Known(UnifiedSocialCreditCode uscc, CancellationToken cancel) => (await firms.Load(Firm.IdOf(uscc), cancel)).State ?? throw NotYet(uscc);

    private static InvalidOperationException NotYet(UnifiedSocialCreditCode uscc) => new($"The firm {uscc} is not registered yet.");
}
