using Pengcheng.Chassis.Messaging;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Work;

/// <summary>
/// Money out. An instruction is an event before it is a call: <see cref="InstructPayment"/> commits the reference, and
/// only then does <see cref="SendPayment"/> sign it, commit the signature, and call the bank under it. What was not answered is asked after, never sent anew.
/// </summary>
public sealed class PaymentWork(Commands<Deal> deals, AccountOrder account, IBanks banks, InstructionSigner signer, EscrowPolicy policy, TimeProvider clock,
    WorkingCalendar calendar)
    : IHandle<InstructPayment>, IHandle<PaySeller>, IHandle<SendPayment>, IHandle<QueryPayment>, IHandle<CheckSellerAccount>
{
    /// <inheritdoc/>
    public async Task Handle(InstructPayment message, Trigger trigger, CancellationToken cancel)
    {
        var (deal, _) = await deals.Load(DealOf(trigger), cancel);
        var (line, today) = (deal!.Payments.Line(message.Line), ShenzhenTime.DateOf(clock.GetUtcNow()));
        var quote = line is { IsPayable: true } && RequotePayoff.IsDue(deal, line, today)
            ? await banks.Quote(deal.Lending.OldWith(line.Plan.LoanNo!)!.Loan.Lender, line.Plan.LoanNo!, today, cancel)
            : null;
        var outside = new PaymentFacts(await account.IsKept(cancel), Quote: quote);
        await deals.Run(DealOf(trigger), trigger, (now, facts) => InstructPayment.Decide(now!, message, outside, facts, policy));
    }

    /// <inheritdoc/>
    public async Task Handle(PaySeller message, Trigger trigger, CancellationToken cancel)
    {
        var (deal, _) = await deals.Load(DealOf(trigger), cancel);
        var payee = deal!.Payments.Line(message.Line)?.Plan.Payee;
        var outside = new PaymentFacts(await account.IsKept(cancel), payee is null ? null : await banks.Check(payee, cancel));
        await deals.Run(DealOf(trigger), trigger, (now, facts) =>
            // The account was replaced while the bank was asked about the old one: its own command asks again.
            now!.Payments.Line(message.Line)?.Plan.Payee.Is(payee) == true ? PaySeller.Decide(now, message, outside, facts, policy) : Decision.Nothing);
    }

    /// <inheritdoc/>
    public async Task Handle(SendPayment message, Trigger trigger, CancellationToken cancel)
    {
        var (deal, _) = await deals.Load(DealOf(trigger), cancel);
        if (deal!.Payments.Line(message.Line) is not { IsInFlight: true } line || line.Current?.Reference != message.Reference) return;

        // From the second attempt on, the first may have reached the bank and died before its answer was kept.
        var answer = ((Trigger.Due)trigger).Attempt > 1 ? await banks.Query(message.Reference, cancel) : null;
        if (answer is null or { Answer: PaymentAnswer.NotFound })
        {
            var facts = new Facts(clock.GetUtcNow(), calendar);
            var instruction = InstructionText.Instruct(deal, line.Plan, line.Current.Group, facts, policy);
            var evidence = signer.Sign(instruction);
            var inOrder = await account.IsKept(cancel);
            var signed = await deals.Run(DealOf(trigger), new Trigger.Own(trigger.Actor),
                (now, at) => SignInstruction.Decide(now!, new SignInstruction(message.Reference, evidence, inOrder), at, policy));
            if (signed.Events is not [InstructionSigned]) return;
            answer = await banks.Pay(instruction, evidence, cancel);
        }

        await Record(answer, trigger);
    }

    /// <inheritdoc/>
    public async Task Handle(QueryPayment message, Trigger trigger, CancellationToken cancel) =>
        await Record(await banks.Query(message.Reference, cancel), trigger);

    /// <inheritdoc/>
    public async Task Handle(CheckSellerAccount message, Trigger trigger, CancellationToken cancel)
    {
        var check = await banks.Check(message.Account, cancel);
        await deals.Run(DealOf(trigger), trigger, (deal, facts) => ProposeSellerAccount.Conclude(deal!, message, check, facts, policy));
    }

    private Task Record(RecordPaymentAnswer answer, Trigger trigger) =>
        deals.Run(DealOf(trigger), trigger, (deal, facts) => RecordPaymentAnswer.Decide(deal!, answer, facts, policy));

    private static Guid DealOf(Trigger trigger) => ((Trigger.Due)trigger).StreamId;
}
