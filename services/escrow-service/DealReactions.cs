using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow;

/// <summary>
/// What follows from an event, in the same commit: messages, deadlines and natural keys. Deadlines of the process are
/// here; those of single payments are in <see cref="PaymentReactions"/>.
/// </summary>
public sealed class DealReactions(EscrowPolicy policy) : IReactions<Deal>
{
    private static readonly string[] Timers =
        ["agreement-due", "unused-due", "deposit-due", "registration-due", "registry-decision", "cure-due", "disburse-remind", "disburse-escalate", "disburse-dispute", "clear"];

    /// <inheritdoc/>
    public IEnumerable<Effect> React(Deal? before, object @event, Deal after, Facts facts) =>
    [
        .. Effect.Told(Publishing.Of(before, @event, after, facts)), .. Credit(before, after), .. Process(@event, after, facts),
        .. Gate(before, after, facts), .. CaughtUp(before, after, facts), .. PaymentReactions.React(@event, after, facts, policy),
    ];

    private IEnumerable<Effect> Process(object @event, Deal deal, Facts facts) => @event switch
    {
        DealOpened e =>
        [
            EscrowKeys.Unit.Claim(e.UnitNo), EscrowKeys.DealNo.Claim(e.DealNo),
            Due.After("agreement-due", e.OpenedOn.AddDays(policy.AgreementDays), new ExpireAgreement()),
            Due.After("unused-due", e.OpenedOn.AddDays(policy.UnusedDealDays), new ExpireUnusedDeal()),
        ],
        TitleScreened { Findings.IsEmpty: true } => Quotes(deal, facts, onlyMissing: true),
        AgreementEffective e => [new Effect.Cancel("agreement-due"), Due.After("deposit-due", e.DepositDue, new ExpireDeposit(e.DepositDue))],
        DepositExtended e => [Due.After("deposit-due", e.DepositDue, new ExpireDeposit(e.DepositDue))],
        DepositComplete e => [new Effect.Cancel("deposit-due"), Due.After("registration-due", e.RegistrationDue, new ExpireRegistrationWindow()), .. Quotes(deal, facts, onlyMissing: false)],
        LoanApproved e =>
        [
            new Effect.Cancel($"lender:{e.Approval.Lender}"),
            Due.After($"approval:{e.Approval.Lender}", e.Approval.ValidUntil, new ExpireLoanApproval(e.Approval.Lender, e.Approval.ValidUntil)),
        ],
        LoanRefused e => [new Effect.Cancel($"approval:{e.Lender}"), Due.After($"lender:{e.Lender}", e.NewLenderDue, new ExpireLenderSearch(e.Lender))],
        LoanApprovalExpired e => [Due.After($"lender:{e.Lender}", e.NewLenderDue, new ExpireLenderSearch(e.Lender))],
        LenderReplaced e => [new Effect.Cancel($"approval:{e.Lender}"), new Effect.Cancel($"lender:{e.Lender}")],
        RegistrationSubmitted e =>
        [
            EscrowKeys.Acceptance.Claim(e.AcceptanceNo), new Effect.Cancel("registration-due"),
            Due.After("registry-decision", e.DecisionDue, new RemindRegistryDecision()),
            .. deal.Registration.Parked.Where(n => n.AcceptanceNo == e.AcceptanceNo).Select(n => new Effect.Schedule($"notice:{n.NoticeId}", facts.Now, n)),
        ],
        RegistrationRejected => [.. Undecided(deal, facts), .. deal.IsLive ? [] : PaymentReactions.Resume(deal, facts, policy)],
        ApplicationWithdrawn e =>
        [
            .. e.Mistyped ? [EscrowKeys.Acceptance.Release(e.AcceptanceNo)] : (IEnumerable<Effect>)[],
            .. Undecided(deal, facts), .. Expiries(deal), .. Unapplied(deal, facts), .. PaymentReactions.Resume(deal, facts, policy),
        ],
        RegistrationCompleted => [new Effect.Cancel("registry-decision"), .. deal.Payments.OldLoansSettled ? PaymentReactions.Resume(deal, facts, policy) : []],
        DealSuspended e => [Due.After("cure-due", e.CureDue, new ExpireCure())],
        DealResumed =>
        [
            new Effect.Cancel("cure-due"),
            .. Unapplied(deal, facts),
            .. PaymentReactions.Resume(deal, facts, policy),
        ],
        DisputeResolved =>
        [
            .. Late.Lenders(deal).IsEmpty ? (IEnumerable<Effect>)[] : [Due.AfterWorkingDays("disburse-dispute", policy.DisbursementDisputeWorkingDays, facts, new DisputeDisbursement())],
            .. PaymentReactions.Resume(deal, facts, policy),
        ],
        RegistrationConfirmed when deal is { IsLive: true, Registration.IsComplete: false } =>
        [
            Due.AfterWorkingDays("registry-decision", policy.RegistryDecisionWorkingDays, facts, new RemindRegistryDecision()),
            .. PaymentReactions.Resume(deal, facts, policy),
        ],
        DealUnfrozen or SecurityIncidentResolved or RegistrationConfirmed or RegistrationReverted or LenderReleased => PaymentReactions.Resume(deal, facts, policy),
        FundingComplete => [new Effect.Cancel("disburse-remind"), new Effect.Cancel("disburse-escalate"), new Effect.Cancel("disburse-dispute"), PaymentReactions.Clear(facts, policy)],
        ClearingHeld { RetryAt: { } at } => [new Effect.Schedule("clear", at, new ClearEscrowFunds())],
        PayoffConfirmed => deal.Payments.PlanFixed ? PaymentReactions.Resume(deal, facts, policy) : [PaymentReactions.Clear(facts, policy)],
        DealCancelled or Lapsed or DealUnwound => Stop(deal),
        DealClosed or DealFailed => [EscrowKeys.Unit.Release(deal.UnitNo), .. Stop(deal)],
        _ => [],
    };

    // The registry has nothing to decide on any more; a part that is missing is asked after again.
    private IEnumerable<Effect> Undecided(Deal deal, Facts facts) =>
        deal.Registration.IsPending ? []
        : deal is { IsLive: true, Registration: { HasBegun: true, IsComplete: false } }
            ? [Due.AfterWorkingDays("registry-decision", policy.RegistryDecisionWorkingDays, facts, new RemindRegistryDecision())]
        : [new Effect.Cancel("registry-decision")];

    // Terms that passed while a parked notice kept the deal from ending.
    private IEnumerable<Effect> Expiries(Deal deal) => !deal.IsLive || !Ends.IsUntouched(deal) ? [] :
    [
        Due.After("unused-due", deal.OpenedOn.AddDays(policy.UnusedDealDays), new ExpireUnusedDeal()),
        .. deal.IsEffective ? (IEnumerable<Effect>)[] : [Due.After("agreement-due", deal.OpenedOn.AddDays(policy.AgreementDays), new ExpireAgreement())],
        .. deal.Funds is { DepositComplete: false, DepositDue: { } due } ? (IEnumerable<Effect>)[Due.After("deposit-due", due, new ExpireDeposit(due))] : [],
        .. from loan in deal.Lending.New
           where loan.Approval is not null
           select Due.After($"approval:{loan.Loan.Lender}", loan.Approval!.ValidUntil, new ExpireLoanApproval(loan.Loan.Lender, loan.Approval.ValidUntil)),
        .. from loan in deal.Lending.New
           where loan is { Approval: null, NewLenderDue: not null }
           select Due.After($"lender:{loan.Loan.Lender}", loan.NewLenderDue!.Value, new ExpireLenderSearch(loan.Loan.Lender)),
    ];

    // Without an application the parties have some days for one.
    private IEnumerable<Effect> Unapplied(Deal deal, Facts facts) =>
        deal.IsLive && Ends.IsUntouched(deal) && deal.Funds.DepositComplete
            ? [Due.After("registration-due", facts.Calendar.Add(facts.Today, policy.RegistrationWorkingDays), new ExpireRegistrationWindow())]
            : [];

    // By the bank's reference a reversal finds its deal; a credit told in two parts is one credit.
    private static IEnumerable<Effect> Credit(Deal? before, Deal after) =>
        before is null || after.Funds.Receipts.Count == before.Funds.Receipts.Count
            || before.Funds.Seen.Contains(after.Funds.Receipts[^1].BankReference)
            ? []
            : [EscrowKeys.Credit.Claim(after.Funds.Receipts[^1].BankReference)];

    // Lenders have their term from when they may disburse, and again when money was taken back that had completed the price.
    // The gate opens by whichever notice happens to be the last: it is read off the state, not off an event.
    private IEnumerable<Effect> Gate(Deal? before, Deal after, Facts facts) =>
        before is { LendersMayDisburse: true, Funds.Complete: false } || !after.LendersMayDisburse || !after.IsLive || after.Funds.Complete ? [] :
        [
            Due.AfterWorkingDays("disburse-remind", policy.DisbursementReminderWorkingDays, facts, new RemindDisbursement()),
            Due.AfterWorkingDays("disburse-escalate", policy.DisbursementEscalationWorkingDays, facts, new EscalateDisbursement()),
            Due.AfterWorkingDays("disburse-dispute", policy.DisbursementDisputeWorkingDays, facts, new DisputeDisbursement()),
        ];

    // The office has caught up with the registry: what waited for that is asked for again.
    private IEnumerable<Effect> CaughtUp(Deal? before, Deal after, Facts facts) =>
        before is { Registration.IsAhead: true } && !after.Registration.IsAhead && after.Ending is not null ? PaymentReactions.Resume(after, facts, policy) : [];

    private static IEnumerable<Effect> Quotes(Deal deal, Facts facts, bool onlyMissing) =>
        from loan in deal.Lending.Old
        where !onlyMissing || loan.Quote is null
        select new Effect.Schedule($"quote:{loan.Loan.LoanNo}", facts.Now, new QuotePayoffDue(loan.Loan.LoanNo));

    private static IEnumerable<Effect> Stop(Deal deal) =>
    [
        .. Timers.Select(key => new Effect.Cancel(key)),
        .. deal.Lending.New.SelectMany(l => new[] { new Effect.Cancel($"approval:{l.Loan.Lender}"), new Effect.Cancel($"lender:{l.Loan.Lender}") }),
        .. deal.Lending.Old.Select(l => new Effect.Cancel($"quote:{l.Loan.LoanNo}")),
    ];
}
