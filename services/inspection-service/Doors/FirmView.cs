using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Doors;

/// <summary>What a scan shows at once: the firm, what is planned there, and how often it was entered.</summary>
/// <param name="Uscc">The firm.</param>
/// <param name="Profile">Name and place.</param>
/// <param name="Status">Where its code stands.</param>
/// <param name="Cap">How many planned inspections a calendar year it may have.</param>
/// <param name="ThisYear">Inspections in the calendar year.</param>
/// <param name="LastTwelveMonths">Inspections in the rolling twelve months.</param>
/// <param name="Burden">Entries of any kind in the rolling twelve months.</param>
/// <param name="Alerts">Alerts that stand.</param>
/// <param name="Planned">Visits with their entry days.</param>
/// <param name="History">The latest fifty entries, the newest first; void ones are shown as such.</param>
/// <param name="Plans">The plans that the caller may see.</param>
/// <param name="Triggers">What other services have found that it may be inspected for; not for the firm.</param>
public sealed record FirmView(
    UnifiedSocialCreditCode Uscc, FirmProfile Profile, CodeStatus Status, int Cap, int ThisYear, int LastTwelveMonths, int Burden, ImmutableList<StandingAlert> Alerts,
    ImmutableList<PlannedVisit> Planned, ImmutableList<CountedEntry> History, ImmutableList<PlanView> Plans, ImmutableList<CaseTriggerNoted> Triggers)
{
    private const int Shown = 50;

    /// <summary>The firm on a day, as one caller sees it.</summary>
    public static FirmView Of(Firm firm, Caller caller, DateOnly today, InspectionPolicy policy) => new(
        firm.Uscc, firm.Profile, firm.Code.Status, firm.PublishedCap ?? policy.YearlyCap,
        firm.Tally.Count(FrequencyWindow.CalendarYear, today), firm.Tally.Count(FrequencyWindow.RollingYear, today), firm.Tally.Burden(today), firm.Tally.Alerts,
        [.. firm.Docket.Visits.Select(visit => new PlannedVisit(visit.VisitId, visit.Day, [.. firm.Docket.Of(visit.VisitId).Select(plan => plan.Body).Distinct()]))],
        [.. firm.Tally.Entries.OrderByDescending(entry => entry.At).Take(Shown)],
        [.. firm.Docket.Plans.Where(plan => Sees(caller, plan)).Select(plan => PlanView.Of(plan, isOwn: plan.Body == caller.Body()))],
        caller.Role == Who.Firm ? [] : firm.Triggers);

    // A draft is its body's own. Submitted ones concern the other bodies, too; the firm hears of them when they are public.
    private static bool Sees(Caller caller, Plan plan) =>
        plan.Body == caller.Body() || (caller.Role == Who.Firm ? plan.Reached >= PlanState.Published : plan.Reached != PlanState.Drafted);
}

/// <summary>A visit that is to come.</summary>
public sealed record PlannedVisit(Guid VisitId, DateOnly Day, ImmutableList<string> Bodies);

/// <summary>A plan as others see it.</summary>
/// <param name="From">The first day of its window.</param>
/// <param name="To">The last day of its window.</param>
/// <param name="PreAlerts">It would make the third inspection or a further one, by window.</param>
/// <param name="ExceedsCap">It goes beyond the yearly cap, which its cause allows.</param>
/// <param name="DraftedBy">For its own body.</param>
public sealed record PlanView(
    Guid PlanId, string Body, EntryKind Kind, InspectionCause Cause, ImmutableList<InspectionItem> Items, DateOnly From, DateOnly To, int Minutes,
    PlanState State, Guid? VisitId, string? Lead, DateOnly? Day, DateOnly? NotAloneBefore, ImmutableList<PreAlert> PreAlerts, bool ExceedsCap, string? DraftedBy)
{
    internal static PlanView Of(Plan plan, bool isOwn) => new(
        plan.PlanId, plan.Body, plan.Content.Kind, plan.Content.Cause, plan.Content.Items, plan.Content.Window.From, plan.Content.Window.To, plan.Content.Minutes,
        plan.State, plan.VisitId, plan.Lead, plan.Day, plan.NotAloneBefore,
        [.. plan.PreAlerts.Select(alert => new PreAlert(alert.Window, alert.Count))], plan.ExceedsCap, isOwn ? plan.DraftedBy : null);
}

/// <summary>Which inspection of a window a plan would be, if it is carried out with all else that is planned.</summary>
public sealed record PreAlert(FrequencyWindow Window, int Count);
