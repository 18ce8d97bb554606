using Pengcheng.Escrow.Banks;

namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>
/// The account bank with its own books. It pays a reference once, answers the same reference with the same payment,
/// and is otherwise as unhelpful as banks can be: it times out before or after paying, refuses, forgets to tell, tells
/// twice, pays late in the day what it did not know at noon, sends money back.
/// </summary>
internal sealed class SimulatedBank(Random dice)
{
    private enum Fate { Accepted, Settled, Refused, Limbo }

    private sealed class Payment(PaymentInstructed content)
    {
        public PaymentInstructed Content { get; } = content;
        public Fate Fate { get; set; }
        public string? Code { get; set; }
        public bool Returned { get; set; }
    }

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
        if (roll is >= 7 and < 12) { payment.Fate = Fate.Limbo; return null; }
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

    /// <summary>Before the day ends the bank works off what lies about: nothing is first found on a later day.</summary>
    public void EndOfDay()
    {
        foreach (var payment in _payments.Values.Where(p => p.Fate == Fate.Limbo).ToList()) Settle(payment);
        foreach (var payment in _payments.Values.Where(p => p.Fate == Fate.Accepted && dice.Next(2) == 0).ToList()) Settle(payment);
    }

    /// <summary>A payee's bank sends a payment back.</summary>
    public void ReturnOne()
    {
        var settled = _payments.Values.Where(p => p is { Fate: Fate.Settled, Returned: false }).ToList();
        if (settled.Count == 0) return;
        var payment = settled[dice.Next(settled.Count)];
        payment.Returned = true;
        Balance += payment.Content.Amount.Minor;
        Advices.Add(Tell(payment));
    }

    /// <summary>How often a line's money left and stayed away, by the bank's own books.</summary>
    public IEnumerable<(string Line, int Times)> Paid() => _payments.Values
        .Where(p => p is { Fate: Fate.Settled, Returned: false })
        .GroupBy(p => p.Content.Reference[..p.Content.Reference.LastIndexOf('-')], (line, all) => (line, all.Count()));

    /// <summary>What the platform has not yet heard: payments made less payments come back, in fen.</summary>
    public long Unheard(Func<string, Attempt?> attempt) => _payments.Values.Where(p => p.Fate == Fate.Settled).Sum(p =>
        (attempt(p.Content.Reference)?.BankReference is null ? p.Content.Amount.Minor : 0)
        - (p.Returned && attempt(p.Content.Reference)?.Over != true ? p.Content.Amount.Minor : 0));

    private void Settle(Payment payment)
    {
        payment.Fate = Fate.Settled;
        Balance -= payment.Content.Amount.Minor;
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
        new(payment.Content.Reference, answer, payment.Content.Amount, prefix + payment.Content.Reference, code);
}
