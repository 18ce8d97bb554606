namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>
/// Carries out due commands as the service does: gather what is outside, decide on the state as it is then, commit.
/// A crash between the call to the bank and the commit leaves the deadline where it was.
/// </summary>
internal sealed class Scheduler(World world)
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    /// <summary>Interest that the old lenders' quotes have jumped by.</summary>
    public long Surprise { get; set; }

    public DateTimeOffset? Next => world.Cases.SelectMany(c => c.Deadlines.Values).Select(d => (DateTimeOffset?)d.Due).DefaultIfEmpty(null).Min();

    public bool RunOne()
    {
        var due = world.Cases.SelectMany(c => c.Deadlines.Where(d => d.Value.Due <= world.Now).Select(d => (Case: c, d.Key, d.Value.Command))).ToList();
        if (due.Count == 0) return false;
        var (c, key, command) = due[world.Dice.Next(due.Count)];

        var decide = Handle(c, command);
        if (decide is null || (!world.Helpful && world.Chance(15))) return true; // died before the commit
        c.Deadlines.Remove(key);
        if (world.Do(c, command.GetType().Name, decide) is { } refusal)
            throw new InvariantBroken($"a deadline was refused and is lost: {command} {refusal}");
        return true;
    }

    private Func<Deal, Facts, EscrowPolicy, Decision>? Handle(Case c, object command) => command switch
    {
        ExpireAgreement => (d, f, p) => ExpireAgreement.Decide(d, f, p),
        ExpireDeposit x => (d, f, p) => ExpireDeposit.Decide(d, x, f, p),
        ExpireRegistrationWindow => (d, f, p) => ExpireRegistrationWindow.Decide(d, f, p),
        ExpireUnusedDeal => (d, f, p) => ExpireUnusedDeal.Decide(d, f, p),
        ExpireLoanApproval x => (d, f, p) => ExpireLoanApproval.Decide(d, x, f, p),
        ExpireLenderSearch x => (d, f, p) => ExpireLenderSearch.Decide(d, x, f, p),
        ExpireCure => (d, f, p) => ExpireCure.Decide(d, f, p),
        RemindRegistryDecision => (d, f, p) => RemindRegistryDecision.Decide(d, f, p),
        RemindDisbursement => (d, f, p) => RemindDisbursement.Decide(d, f, p),
        EscalateDisbursement => (d, f, p) => EscalateDisbursement.Decide(d, f, p),
        DisputeDisbursement => (d, f, p) => DisputeDisbursement.Decide(d, f, p),
        RemindPayment x => (d, f, p) => RemindPayment.Decide(d, x, f, p),
        QuotePayoffDue x => (d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(Quote(d, x.LoanNo)), f, p),
        ClearEscrowFunds => Clear(c),
        InstructPayment x => Instruct(c, x),
        PaySeller x => Pay(c, x),
        SendPayment x => Send(c, x),
        QueryPayment x => Answer(x.Reference, world.Bank.Query(x.Reference)),
        CheckSellerAccount x => Conclude(x),
        ApplyRegistryNotice x => (d, f, p) => ApplyRegistryNotice.Decide(d, x, f, p),
        _ => throw new InvalidOperationException($"Nobody handles {command}."),
    };

    private Func<Deal, Facts, EscrowPolicy, Decision> Clear(Case c)
    {
        var stale = !world.Helpful && world.Chance(10);
        var quotes = c.Deal.Lending.Old.Select(l => Quote(c.Deal, l.Loan.LoanNo)).Select(q => stale ? q with { ValueDate = q.ValueDate.AddDays(-1) } : q).ToList();
        var outside = new ClearingFacts(quotes, world.AccountInOrder);
        return (d, f, p) => ClearEscrowFunds.Decide(d, outside, f, p);
    }

    private Func<Deal, Facts, EscrowPolicy, Decision> Instruct(Case c, InstructPayment command)
    {
        var quote = c.Deal.Payments.Line(command.Line) is { IsPayable: true } line && RequotePayoff.IsDue(c.Deal, line, ShenzhenTime.DateOf(world.Now))
            ? Quote(c.Deal, line.Plan.LoanNo!)
            : null;
        var outside = new PaymentFacts(world.AccountInOrder, Quote: quote);
        return (d, f, p) => InstructPayment.Decide(d, command, outside, f, p);
    }

    private Func<Deal, Facts, EscrowPolicy, Decision> Pay(Case c, PaySeller command)
    {
        var account = c.Deal.Payments.Line(command.Line)?.Plan.Payee.Account.ToString() ?? "";
        var outside = new PaymentFacts(world.AccountInOrder, new NameCheck(true, !world.Bank.ClosedAccounts.Contains(account)));
        return (d, f, p) => PaySeller.Decide(d, command, outside, f, p);
    }

    private Func<Deal, Facts, EscrowPolicy, Decision> Conclude(CheckSellerAccount command)
    {
        var check = new NameCheck(true, !world.Bank.ClosedAccounts.Contains(command.Account.Account.ToString()));
        return (d, f, p) => ProposeSellerAccount.Conclude(d, command, check, f, p);
    }

    // Signed and committed, then sent; from the second time on the bank is asked first. Null: died between the signature and the call.
    private Func<Deal, Facts, EscrowPolicy, Decision>? Send(Case c, SendPayment command)
    {
        var again = !_begun.Add(command.Reference);
        if (c.Deal.Payments.Line(command.Line) is not { IsInFlight: true } line || line.Current?.Reference != command.Reference) return (_, _, _) => Decision.Nothing;
        var answer = again ? world.Bank.Query(command.Reference) ?? Unknown(command.Reference) : null;
        if (answer is null or { Answer: PaymentAnswer.NotFound })
        {
            world.Do(c, "sign", (d, f, p) => SignInstruction.Decide(
                d, new SignInstruction(command.Reference, new InstructionEvidence("k1", "MEUC"), world.AccountInOrder), f, p));
            if (c.Last is not [InstructionSigned]) return (_, _, _) => Decision.Nothing;
            if (!world.Helpful && world.Chance(5)) return null;
            answer = world.Bank.Send(c.Events.OfType<PaymentInstructed>().Single(e => e.Reference == command.Reference));
        }

        return Answer(command.Reference, answer);
    }

    private static Func<Deal, Facts, EscrowPolicy, Decision> Answer(string reference, RecordPaymentAnswer? answer) =>
        (d, f, p) => RecordPaymentAnswer.Decide(d, answer ?? Unknown(reference), f, p);

    private static RecordPaymentAnswer Unknown(string reference) => new(reference, PaymentAnswer.Unknown);

    private PayoffQuote Quote(Deal deal, string loanNo)
    {
        var today = ShenzhenTime.DateOf(world.Now);
        var days = today.DayNumber - deal.OpenedOn.DayNumber;
        var loan = deal.Lending.OldWith(loanNo)!.Loan;
        var owed = Samples.Yuan(300_000 + deal.DealNo.Sequence * 7) + days * Money.Cny(19_999) + Money.Cny(Surprise);
        return new PayoffQuote(loanNo, today, Samples.Yuan(300_000), owed - Samples.Yuan(300_000), Money.Cny(19_999), Money.Zero, owed, today.AddDays(1),
            loan.Lender == Samples.Fund ? Samples.FundCollects : Samples.LenderCollects);
    }
}
