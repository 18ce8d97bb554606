using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow;

/// <summary>
/// The deadlines of one payment, by line: <c>pay:n</c> instruct it, <c>send:n</c> send it, <c>query:n</c> ask the
/// bank, <c>overdue:n</c> tell a person. A line has at most one of each, so a later one replaces an earlier one.
/// </summary>
public static class PaymentReactions
{
    /// <summary>The effects of a payment event; pure.</summary>
    public static IEnumerable<Effect> React(object @event, Deal deal, Facts facts, EscrowPolicy policy) => @event switch
    {
        RefundInstructed e => Pay(deal, e.Lines, facts, policy),
        ExcessReceived e => Pay(deal, [e.Return], facts, policy),
        QuarantineReturnInstructed e => Pay(deal, [e.Return], facts, policy),
        OverpaymentReturned e => Pay(deal, e.Lines, facts, policy),
        JointReleaseInstruction e => [.. e.Superseded.SelectMany(Stop), .. Pay(deal, e.Lines, facts, policy)],
        CourtJudgmentApplied e => [.. e.Superseded.SelectMany(Stop), .. Pay(deal, e.Lines, facts, policy)],
        DepositReversed e => e.Superseded.SelectMany(Stop),
        ClearingPlanFixed => [new Effect.Cancel("clear")],
        // The open question fell with the figures it was asked for: the payoff that waits for its answer asks again.
        PayoffReplanned e => Pay(
            deal, deal.Payments.Of(LinePurpose.Payoff).Where(l => l.No != e.Line && l is { IsPayable: true, Held: RequotePayoff.Shortfall }), facts, policy),
        OldLoansSettled => Pay(deal, deal.Payments.Lines.Where(l => l is { IsSellers: true, IsPayable: true, NeedsPerson: false }), facts, policy),
        PaymentInstructed e =>
        [
            new Effect.Cancel($"pay:{e.Line}"),
            new Effect.Schedule($"send:{e.Line}", facts.Now, new SendPayment(e.Line, e.Reference)),
            Due.After($"overdue:{e.Line}", facts.Calendar.Add(facts.Today, ConfirmationDays(deal, e.Line, policy)), new RemindPayment(e.Line, e.Reference)),
        ],
        PaymentAccepted e => [Query(deal, e.Line, e.Reference, policy.QueryAcceptedAfter, facts, policy)],
        PaymentUnknown e => [Query(deal, e.Line, e.Reference, policy.QueryUnknownAfter, facts, policy)],
        PaymentNotFound { Final: true } e => [.. Stop(e.Line), Pay(deal, deal.Payments.Line(e.Line)!.Plan, facts.Now, facts, policy)],
        // Not before the next working day is "not found" the last word.
        PaymentNotFound e => [new Effect.Schedule($"query:{e.Line}", policy.NextOpening(facts), new QueryPayment(e.Line, e.Reference))],
        PaymentRefused e => [.. Stop(e.Line), .. Again(deal, e.Line, facts, policy)],
        PaymentReturned e when deal.Payments.Line(e.Line) is { IsInFlight: true, Current: { } current } =>
        [
            .. Stop(e.Line), new Effect.Schedule($"query:{e.Line}", facts.Now, new QueryPayment(e.Line, current.Reference)),
            Due.After($"overdue:{e.Line}", facts.Calendar.Add(facts.Today, ConfirmationDays(deal, e.Line, policy)), new RemindPayment(e.Line, current.Reference)),
        ],
        PaymentReturned e => [.. Stop(e.Line), .. Again(deal, e.Line, facts, policy)],
        PaymentHeld { RetryAt: { } at } e => [Pay(deal, deal.Payments.Line(e.Line)!.Plan, at, facts, policy)],
        PaymentRetryRequested e => [Pay(deal, deal.Payments.Line(e.Line)!.Plan, facts.Now, facts, policy)],
        ManualPaymentApproved e => [Pay(deal, deal.Payments.Line(e.Line)!.Plan, facts.Now, facts, policy)],
        ClaimSettled e => [EscrowKeys.Credit.Claim(e.BankReference)],
        SellerAccountProposed e => [new Effect.Schedule($"seller-account:{e.Subject}", facts.Now, new CheckSellerAccount(e.Subject, e.Account))],
        SellerAccountReplaced e => Pay(
            deal, deal.Payments.Lines.Where(l => (l.IsSellers || l.Plan.Purpose == LinePurpose.Release) && l.IsPayable && l.Plan.Subject == e.Subject), facts, policy),
        PaymentSettled e => [.. Stop(e.Line), .. SellersNext(deal, e.Line, facts, policy)],
        ReturnReversed { IsClaim: false } e => [.. Stop(e.Line), .. SellersNext(deal, e.Line, facts, policy)],
        _ => [],
    };

    /// <summary>Everything that a hold kept waiting: it is asked for again, and the gate decides again.</summary>
    internal static IEnumerable<Effect> Resume(Deal deal, Facts facts, EscrowPolicy policy) =>
    [
        .. Pay(
            deal, deal.Payments.Lines.Where(l => l is { IsPayable: true, NeedsPerson: false } && (!l.IsSellers || deal.Payments.OldLoansSettled)), facts, policy),
        .. deal is { IsLive: true, Funds.Complete: true, Payments.PlanFixed: false, Payments.Shortfall: null } ? [Clear(facts, policy)] : (IEnumerable<Effect>)[],
    ];

    internal static Effect.Schedule Clear(Facts facts, EscrowPolicy policy) => new("clear", policy.ClearingTime(facts), new ClearEscrowFunds());

    // A payoff that came back and was paid again: the sellers have waited for it.
    private static IEnumerable<Effect> SellersNext(Deal deal, int line, Facts facts, EscrowPolicy policy) =>
        deal.Payments.OldLoansSettled && deal.Payments.Line(line)!.Plan.Purpose == LinePurpose.Payoff
            ? Pay(deal, deal.Payments.Lines.Where(l => l is { IsSellers: true, IsPayable: true, NeedsPerson: false }), facts, policy)
            : deal.Payments.Line(line)!.Plan.Purpose == LinePurpose.Release
            // An old lender may have been what the others waited for.
            ? Pay(deal, deal.Payments.Of(LinePurpose.Release).Where(l => l is { IsPayable: true, Held: PaymentGate.SecurityGone }), facts, policy)
            : [];

    private static IEnumerable<Effect> Again(Deal deal, int line, Facts facts, EscrowPolicy policy) =>
        deal.Payments.Line(line)!.NeedsAccount ? [] : [Pay(deal, deal.Payments.Line(line)!.Plan, facts.Now + policy.RetryRefusedAfter, facts, policy)];

    private static IEnumerable<Effect> Pay(Deal deal, IEnumerable<PlannedLine> lines, Facts facts, EscrowPolicy policy) =>
        lines.Select(l => Pay(deal, l, facts.Now, facts, policy));

    private static IEnumerable<Effect> Pay(Deal deal, IEnumerable<PaymentLine> lines, Facts facts, EscrowPolicy policy) =>
        Pay(deal, lines.Select(l => l.Plan), facts, policy);

    // A payoff at a time of clearing only: at night and on Sunday no lender takes it.
    private static Effect.Schedule Pay(Deal deal, PlannedLine line, DateTimeOffset at, Facts facts, EscrowPolicy policy) => new(
        $"pay:{line.Line}", line.Purpose == LinePurpose.Payoff ? policy.ClearingTime(facts with { Now = at }) : at,
        deal.Payments.Line(line.Line) is { IsSellers: true } ? new PaySeller(line.Line) : new InstructPayment(line.Line));

    private static Effect.Schedule Query(Deal deal, int line, string reference, TimeSpan first, Facts facts, EscrowPolicy policy)
    {
        var wait = first * Math.Pow(2, Math.Min(deal.Payments.Line(line)!.Queries - 1, 16));
        return new Effect.Schedule($"query:{line}", facts.Now + (wait < policy.LongestQueryWait ? wait : policy.LongestQueryWait), new QueryPayment(line, reference));
    }

    private static int ConfirmationDays(Deal deal, int line, EscrowPolicy policy) =>
        deal.Payments.Line(line)!.IsSellers ? policy.SellerPaymentWorkingDays : policy.PaymentConfirmationWorkingDays;

    private static IEnumerable<Effect> Stop(int line) =>
        [new Effect.Cancel($"pay:{line}"), new Effect.Cancel($"send:{line}"), new Effect.Cancel($"query:{line}"), new Effect.Cancel($"overdue:{line}")];
}
