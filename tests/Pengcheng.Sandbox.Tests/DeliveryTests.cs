using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

public sealed class DeliveryTests : WithSandbox
{
    [Test]
    public async Task An_advice_is_sent_with_the_same_id_until_it_is_taken()
    {
        var refusals = new Queue<int>([503, 409, 429, 502]);
        Sandbox.Platform.Answer = _ => refusals.TryDequeue(out var status) ? status : 201;

        await Sandbox.Fund(1_00);

        var calls = await Sandbox.Called("credit-advices", 5);
        Assert.That(calls.Select(call => call.Headers["idempotency-key"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(calls.Select(call => call.Body).Distinct().Count(), Is.EqualTo(1));
        await InState("delivered");
    }

    [Test]
    public async Task An_advice_that_the_platform_refuses_stops_and_stays_on_record()
    {
        Sandbox.Platform.Answer = _ => 422;

        await Sandbox.Fund(1_00);

        await InState("stopped");
        Assert.That(Sandbox.Platform.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_not_taken_is_sent_after_a_restart()
    {
        Sandbox.Platform.Answer = _ => 503;
        await Sandbox.Fund(1_00);
        await Sandbox.Called("credit-advices");
        await Sandbox.Restart();

        Sandbox.Platform.Answer = _ => 202;

        await InState("delivered");
    }

    private Task<string> InState(string status) => Eventually.Found(async () =>
        (await Sandbox.Get($"/sandbox/deliveries?status={status}")).GetProperty("deliveries").GetArrayLength() == 1 ? status : null, $"the advice is {status}");
}
