using System.Text;
using System.Text.Json;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Testing;
using RabbitMQ.Client;

namespace Pengcheng.Sandbox.Tests;

public sealed class RegistryTests : WithSandbox
{
    private const string UnitNo = "440305001001GB00001F00010001";
    private static readonly string PublicKey = Sm2.PublicKeyOf(SandboxServer.RegistryKey);

    [Test]
    public async Task A_notice_carries_a_signature_over_id_time_and_body()
    {
        await Sandbox.Do("/sandbox/registry/notices", Notice("transfer-registered"));

        var call = (await Sandbox.Called("registry/v1/notices")).Single();
        Assert.That(IsSigned(call), Is.True);
        Assert.That(call.Headers["webhook-key-id"], Is.EqualTo("rerc-1"));
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.That(body.GetProperty("noticeId").GetString(), Is.EqualTo(call.Headers["webhook-id"]));
        Assert.That(body.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "noticeId", "kind", "unitNo", "acceptanceNo", "at" }));
    }

    [Test]
    public async Task A_completed_case_pushes_its_notices_in_the_order_asked_and_as_often()
    {
        await Sandbox.Do("/sandbox/registry/applications", new
        {
            acceptanceNo = "A-1",
            unitNo = UnitNo,
            oldMortgageProofNos = new[] { "M-1", "M-2" },
            newMortgagee = "308584000013",
        });

        var pushed = await Sandbox.Do("/sandbox/registry/applications/A-1/complete", new { order = new[] { "mortgage", "cancellation", "transfer" }, duplicates = 2 });

        var kinds = Sandbox.Platform.Calls.Select(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("kind").GetString()).ToList();
        Assert.That(kinds, Is.EqualTo(new[]
        {
            "mortgage-registered", "mortgage-registered", "mortgage-cancelled", "mortgage-cancelled", "mortgage-cancelled", "mortgage-cancelled",
            "transfer-registered", "transfer-registered",
        }));
        Assert.That(Sandbox.Platform.Calls.Select(call => call.Headers["webhook-id"]).Distinct().Count(), Is.EqualTo(4));
        Assert.That(pushed.GetProperty("deliveries").EnumerateArray().Select(sent => sent.GetProperty("status").GetString()), Is.All.EqualTo("delivered"));
    }

    [Test]
    public async Task A_bad_signature_is_pushed_when_asked_and_the_refusal_told()
    {
        var notice = Notice("transfer-registered");
        notice["badSignature"] = true;
        Sandbox.Platform.Answer = call => IsSigned(call) ? 202 : 422;

        var pushed = await Sandbox.Do("/sandbox/registry/notices", notice);

        var sent = pushed.GetProperty("deliveries").EnumerateArray().Single();
        Assert.That((sent.GetProperty("status").GetString(), sent.GetProperty("httpStatus").GetInt32()), Is.EqualTo(("stopped", 422)));
    }

    [Test]
    public async Task A_registry_that_is_down_pushes_when_it_is_up_again()
    {
        await Sandbox.Do("/sandbox/faults", new { target = "registry.push", kind = "down", times = 0 });
        var pushing = Sandbox.Do("/sandbox/registry/notices", Notice("transfer-registered"));
        await Eventually.Found(async () => (await Sandbox.Get("/sandbox/deliveries?status=pending")).GetProperty("deliveries").EnumerateArray()
            .Any(delivery => delivery.GetProperty("attempts").GetInt32() > 0) ? "" : null, "a push was tried");
        Assert.That(Sandbox.Platform.Calls, Is.Empty);

        using var cleared = await Sandbox.Http.DeleteAsync("/sandbox/faults");

        await Sandbox.Called("registry/v1/notices");
        await pushing;
    }

    [Test]
    public async Task Over_AMQP_it_is_a_signed_CloudEvent_with_the_broker_s_confirm()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(TestServers.RabbitMq) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("registry.notices", ExchangeType.Topic, durable: true);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, "registry.notices", "mortgage-cancelled");
        var notice = Notice("mortgage-cancelled");
        notice["channel"] = "amqp";

        var pushed = await Sandbox.Do("/sandbox/registry/notices", notice);

        Assert.That(pushed.GetProperty("deliveries")[0].GetProperty("status").GetString(), Is.EqualTo("delivered"));
        var message = await Eventually.Found(() => channel.BasicGetAsync(queue, autoAck: true), "a message is in the queue");
        Assert.That((message.BasicProperties.ContentType, message.RoutingKey), Is.EqualTo(("application/cloudevents+json", "mortgage-cancelled")));
        var cloud = JsonDocument.Parse(message.Body).RootElement;
        Assert.That((cloud.GetProperty("specversion").GetString(), cloud.GetProperty("source").GetString(), cloud.GetProperty("type").GetString()),
            Is.EqualTo(("1.0", "/shenzhen/rerc", "cn.gov.sz.rerc.notice.v1")));
        var signed = $"{cloud.GetProperty("id").GetString()}.{cloud.GetProperty("time").GetDateTimeOffset().ToUnixTimeSeconds()}.{cloud.GetProperty("data").GetRawText()}";
        Assert.That(Sm2.Verify(PublicKey, Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(cloud.GetProperty("signature").GetString()!["sm2,".Length..])), Is.True);
    }

    private static Dictionary<string, object> Notice(string kind) => new() { ["kind"] = kind, ["unitNo"] = UnitNo, ["acceptanceNo"] = "A-1" };

    private static bool IsSigned(Call call) => Sm2.Verify(PublicKey,
        Encoding.UTF8.GetBytes($"{call.Headers["webhook-id"]}.{call.Headers["webhook-timestamp"]}.{call.Body}"),
        Convert.FromBase64String(call.Headers["webhook-signature"]["sm2,".Length..]));
}
