using Pengcheng.Escrow.Banks;

namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>
/// The account bank with its own books. It pays a reference once, answers the same reference with the same payment,
/// and is otherwise as unhelpful as banks can be: it times out before or after paying, refuses, forgets to tell, tells
/// twice, pays late in the day what it did not know at noon, pays days later what it had denied for good, pays a fen too much
/// or too little, sends money back, also one of two payments, and tells that as a credit, too.
/// </summary>
internal sealed class SimulatedBank(Random dice)
{
    private enum Fate { Accepted, Settled, Refused, Limbo }

    private sealed class Payment(PaymentInstructed content)
    {
        public PaymentInstructed Content { get; } = content;
        public Fate Fate { get; set; }
        public string? Code { get; set; }
        public Money Moved { get; set; } = content.Amount;
        public bool IsStubborn { get; set; }
        public bool Returned { get; set; }
        public bool SentBack { get; set; }
        public bool IsAway => Fate == Fate.Settled && !Returned && !SentBack;
        public string Line => Content.Reference[..Content.Reference.LastIndexOf('-')];
    }

    // One bank in four keeps much of what it is sent and finds it days later.
    private readonly bool _isForgetful = dice.Next(4) == 0;
    private readonly Dictionary<string, Payment> _payments = new(StringComparer.Ordinal);

    /// <summary>The escrow account's balance in the bank's books, in fen.</summary>
    public long Balance { get; private set; }

    /// <summary>Accounts that take no money.</summary>
    public HashSet<string> ClosedAccounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the bank behaves: answers at once, and pays.</summary>
    public bool Helpful { get; set; }

    /// <summary>Advices on their way to the platform.</summary>
    public List<RecordPaymentAnswer> Advices { get; } = [];

    public void Credit(Money amount) => Balance += amount.Minor;

    public void Reverse(Money amount) => Balance -= amount.Minor;

    /// <summary>What the platform hears when it sends; null is silence.</summary>
    public RecordPaymentAnswer? Send(PaymentInstructed instruction)
    {
        if (_payments.TryGetValue(instruction.Reference, out var known))
        {
            if (InstructionText.For(known.Content) != InstructionText.For(instruction))
                throw new InvariantBroken($"I10: {instruction.Reference} was sent twice with different content");
            return known.Fate == Fate.Limbo ? null : Tell(known);
        }

        var payment = new Payment(instruction);
        var roll = Helpful ? 0 : dice.Next(100);
        if (roll < 7 && !Helpful) return null; // lost on the way in
        _payments[instruction.Reference] = payment;
        if (ClosedAccounts.Contains(instruction.Creditor.Account.ToString())) return Refuse(payment, "account-closed");
        if (roll >= 7 && roll < (_isForgetful ? 45 : 12))
        {
            (payment.Fate, payment.IsStubborn) = (Fate.Limbo, dice.Next(3) > 0);
            return null;
        }

        if (roll is >= 12 and < 22) return Refuse(payment, dice.Next(4) == 0 ? "name-mismatch" : "internal");
        if (roll is >= 22 and < 45) { payment.Fate = Fate.Accepted; return dice.Next(4) == 0 ? null : Tell(payment); }

        Settle(payment);
        return roll is >= 45 and < 55 ? null : Tell(payment);
    }

    /// <summary>What the platform hears when it asks.</summary>
    public RecordPaymentAnswer? Query(string reference)
    {
        if (!Helpful && dice.Next(10) == 0) return null;
        if (!_payments.TryGetValue(reference, out var payment) || payment.Fate == Fate.Limbo)
            return new RecordPaymentAnswer(reference, PaymentAnswer.NotFound);
        if (payment.Fate == Fate.Accepted && (Helpful || dice.Next(2) == 0)) Settle(payment);
        return Tell(payment);
    }

    /// <summary>Before the day ends the bank works off what lies about. What it is stubborn about it finds days later, or never.</summary>
    public void EndOfDay()
    {
        foreach (var payment in _payments.Values.Where(p => p.Fate == Fate.Limbo && (!p.IsStubborn || dice.Next(4) == 0)).ToList()) Settle(payment);
        foreach (var payment in _payments.Values.Where(p => p.Fate == Fate.Limbo && Helpful && dice.Next(4) == 0).ToList()) _payments.Remove(payment.Content.Reference);
        foreach (var payment in _payments.Values.Where(p => p.Fate == Fate.Accepted && dice.Next(2) == 0).ToList()) Settle(payment);
        foreach (var twice in _payments.Values.Where(p => p.IsAway).GroupBy(p => p.Line).Where(line => line.Count() > 1 && dice.Next(3) == 0).ToList())
            Return(twice.ElementAt(dice.Next(twice.Count())));
    }

    /// <summary>A payee's bank sends a payment back.</summary>
    /// <returns>What came back: its reference, from whom, how much.</returns>
    public (string Reference, BankAccount Payer, Money Amount)? ReturnOne()
    {
        if (Any(p => p.IsAway) is not { } payment) return null;
        Return(payment);
        return ($"R-{payment.Content.Reference}", payment.Content.Creditor, payment.Moved);
    }

    /// <summary>A payee sends back itself what it was paid: to the bank a credit like any other.</summary>
    public (string Reference, Money Amount)? SendBack(BankAccount payee)
    {
        if (Any(p => p.IsAway && payee.Is(p.Content.Creditor) && p.Content.Purpose == "payoff") is not { } payment) return null;
        payment.SentBack = true;
        return (payment.Content.Reference, payment.Moved);
    }

    /// <summary>The bank takes back what a payee had sent back. If it is paid twice then, that is the bank's doing.</summary>
    public void KeepAfterAll(string reference) => (_payments[reference].SentBack, _payments[reference].IsStubborn) = (false, true);

    /// <summary>How often a line's money left and stayed away, by the bank's own books; what it paid after denying it is its own fault.</summary>
    public IEnumerable<(string Line, int Times)> Paid() =>
        _payments.Values.Where(p => p is { IsAway: true, IsStubborn: false }).GroupBy(p => p.Line, (line, all) => (line, all.Count()));

    /// <summary>What the platform has not yet heard: payments made less payments come back, in fen.</summary>
    public long Unheard(Func<string, Attempt?> attempt, Func<string, bool> booked) => _payments.Values.Where(p => p.Fate == Fate.Settled).Sum(p =>
        (attempt(p.Content.Reference)?.BankReference is null ? p.Moved.Minor : 0)
        - (p.Returned && !booked($"R-{p.Content.Reference}") ? p.Moved.Minor : 0));

    private Payment? Any(Func<Payment, bool> which) => _payments.Values.Where(which).ToList() is { Count: > 0 } some ? some[dice.Next(some.Count)] : null;

    private void Return(Payment payment)
    {
        payment.Returned = true;
        Balance += payment.Moved.Minor;
        Advices.Add(Tell(payment));
    }

    private void Settle(Payment payment)
    {
        payment.Fate = Fate.Settled;
        if (!Helpful && dice.Next(60) == 0) payment.Moved += Money.Cny(payment.Moved.Minor > 1 && dice.Next(2) == 0 ? -1 : 1);
        Balance -= payment.Moved.Minor;
        if (Helpful || dice.Next(3) > 0) Advices.Add(Tell(payment));
    }

    private static RecordPaymentAnswer Refuse(Payment payment, string code)
    {
        (payment.Fate, payment.Code) = (Fate.Refused, code);
        return Tell(payment);
    }

    private static RecordPaymentAnswer Tell(Payment payment) => payment switch
    {
        { Returned: true } => Answer(payment, PaymentAnswer.Returned, "R-", "account-closed"),
        { Fate: Fate.Settled } => Answer(payment, PaymentAnswer.Settled, "B-", null),
        { Fate: Fate.Refused } => Answer(payment, PaymentAnswer.Refused, "B-", payment.Code),
        { Fate: Fate.Accepted } => Answer(payment, PaymentAnswer.Accepted, "B-", null),
        _ => new RecordPaymentAnswer(payment.Content.Reference, PaymentAnswer.NotFound),
    };

    private static RecordPaymentAnswer Answer(Payment payment, PaymentAnswer answer, string prefix, string? code) =>
        new(payment.Content.Reference, answer, payment.Moved, prefix + payment.Content.Reference, code);
}
