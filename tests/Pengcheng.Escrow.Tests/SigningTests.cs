using Pengcheng.Escrow.Banks;

namespace Pengcheng.Escrow.Tests;

/// <summary>I10: no instruction is sent whose signature is not in the history.</summary>
public sealed class SigningTests
{
    [Test]
    public void Each_sending_leaves_its_signature_and_its_day()
    {
        var c = Stages.PaidOff().PaySeller(2);
        var reference = c.Deal.Payments.Line(2)!.Current!.Reference;
        c.Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "first")), f, p));
        c.Advance(1).Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "second")), f, p));
        Assert.That(c.Single<InstructionSigned>().Signature, Is.EqualTo("second"));
        Assert.That(c.Deal.Payments.Line(2)!.Current!.SentOn, Is.EqualTo(new DateOnly(2025, 3, 11)));
    }

    [Test]
    public void What_is_no_longer_to_be_sent_is_not_signed()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Settled);
        var reference = c.Deal.Payments.Line(1)!.Current!.Reference;
        c.Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "late")), f, p)).Nothing();
    }
}
