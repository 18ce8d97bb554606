using Pengcheng.Chassis.Messaging;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Work;

/// <summary>Asks the old lenders what a payoff costs: once when the title is clean, and afresh on the day of clearing.</summary>
public sealed class ClearingWork(Commands<Deal> deals, AccountOrder account, IBanks banks, EscrowPolicy policy, TimeProvider clock)
    : IHandle<QuotePayoffDue>, IHandle<ClearEscrowFunds>
{
    /// <inheritdoc/>
    public async Task Handle(QuotePayoffDue message, Trigger trigger, CancellationToken cancel)
    {
        var dealId = ((Trigger.Due)trigger).StreamId;
        var (deal, _) = await deals.Load(dealId, cancel);
        if (deal!.Lending.OldWith(message.LoanNo) is not { } loan) return;
        var quote = await banks.Quote(loan.Loan.Lender, message.LoanNo, Today(), cancel);
        await deals.Run(dealId, trigger, (now, facts) => RecordPayoffQuote.Decide(now!, new RecordPayoffQuote(quote), facts, policy));
    }

    /// <inheritdoc/>
    public async Task Handle(ClearEscrowFunds message, Trigger trigger, CancellationToken cancel)
    {
        var dealId = ((Trigger.Due)trigger).StreamId;
        var (deal, _) = await deals.Load(dealId, cancel);
        var inOrder = await account.IsKept(cancel);
        // Nobody is asked about a deal that has to wait anyway. The lenders are asked side by side; one that does not answer makes the whole wait.
        var quotes = PaymentGate.BlocksClearing(deal!, inOrder) is not null ? [] : await Task.WhenAll(deal!.Lending.Old.Select(l => banks.Quote(l.Loan.Lender, l.Loan.LoanNo, Today(), cancel)));
        var outside = new ClearingFacts(quotes, inOrder);
        await deals.Run(dealId, trigger, (now, facts) => ClearEscrowFunds.Decide(now!, outside, facts, policy));
    }

    private DateOnly Today() => ShenzhenTime.DateOf(clock.GetUtcNow());
}

/// <summary>A credit that the trustee assigned to a deal.</summary>
public sealed class AssignedCreditWork(Commands<Deal> deals, EscrowPolicy policy) : IHandle<TakeAssignedCredit>
{
    /// <inheritdoc/>
    public async Task Handle(TakeAssignedCredit message, Trigger trigger, CancellationToken cancel)
    {
        var credit = new Funding.ReceiveCredit(message.Credit.BankReference, message.Credit.Amount, message.Credit.Payer, message.Credit.RemittanceInfo);
        // The deadline is the account's, the stream is the deal's: the bank's reference keeps a repetition from counting twice.
        await deals.Run(message.DealId, trigger, (deal, facts) => deal is null ? ChassisErrors.NotFound : Funding.ReceiveCredit.Decide(deal, credit, facts, policy));
    }
}
