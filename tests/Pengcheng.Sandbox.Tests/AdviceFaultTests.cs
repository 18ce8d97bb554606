using Pengcheng.Sandbox.Banks;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

public sealed class AdviceFaultTests : WithSandbox
{
    private const string Advices = $"bank:{Seeds.BankA}.advices";

    [Test]
    public async Task An_advice_out_of_order_is_overtaken_by_the_next()
    {
        await Sandbox.Press(new { target = Advices, kind = "out-of-order", milliseconds = 600_000 });
        var first = await Sandbox.Fund(1_00);
        var second = await Sandbox.Fund(2_00);
        await Sandbox.Called("credit-advices");
        using var cleared = await Sandbox.Http.DeleteAsync("/sandbox/faults");

        var arrived = (await Sandbox.Called("credit-advices", 2)).Select(call => Json.Read<CreditAdvice>(call.Body).BankReference);

        Assert.That(arrived, Is.EqualTo(new[] { second, first }));
    }

    [Test]
    public async Task A_dropped_advice_is_lost_until_it_is_sent_again_by_hand()
    {
        await Sandbox.Press(new { target = Advices, kind = "drop" });
        await Sandbox.Fund(1_00);
        var lost = await Eventually.Found(async () => (await Sandbox.Get("/sandbox/deliveries?status=dropped")).GetProperty("deliveries") is var all && all.GetArrayLength() == 1
            ? all[0].GetProperty("id").GetRawText() : null, "the advice is dropped");
        Assert.That(Sandbox.Platform.Calls, Is.Empty);

        using var sent = await Sandbox.Post($"/sandbox/deliveries/{lost}/resend", new { });

        await Sandbox.Called("credit-advices");
    }

    [Test]
    public async Task A_credit_is_reversed_after_its_advice()
    {
        await Sandbox.Press(new { target = Advices, kind = "reverse-credit" });
        var bankReference = await Sandbox.Fund(500_00);

        var reversal = Json.Read<CreditReversal>((await Sandbox.Called("credit-reversals")).Single().Body);

        Assert.That(reversal.OriginalBankReference, Is.EqualTo(bankReference));
        Assert.That(Sandbox.Platform.Calls.Select(call => call.Path.Split('/')[^1]), Is.EqualTo(new[] { "credit-advices", "credit-reversals" }));
    }
}
