using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class RoutingTests
{
    private Platform platform = null!;

    [OneTimeSetUp]
    public async Task Start() => platform = await Platform.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await platform.DisposeAsync();

    [Test]
    public async Task A_request_reaches_the_service_without_the_api_prefix()
    {
        using var answer = await platform.GetAsync("/api/escrow/v1/deals/7?full=true");
        var told = await answer.JsonAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(told["path"]!.GetValue<string>(), Is.EqualTo("/escrow/v1/deals/7?full=true"));
    }

    [Test]
    public async Task A_slash_in_a_number_is_no_slash_of_the_path()
    {
        using var request = platform.Request(HttpMethod.Post, "/api/escrow/v1/deals/7/freezes/2025%2F1/release", "escrow.orders.write", "{}");
        using var answer = await platform.Http.SendAsync(request);
        Assert.That((await answer.JsonAsync())["path"]!.GetValue<string>(), Is.EqualTo("/escrow/v1/deals/7/freezes/2025%2F1/release"));
    }

    [Test]
    public async Task A_command_keeps_its_body_token_and_idempotency_key()
    {
        using var request = platform.Request(HttpMethod.Post, "/api/escrow/v1/deals", "escrow.deals.open", """{"price":"CNY 1.00"}""");
        request.Headers.Add("Idempotency-Key", "k-1");
        using var answer = await platform.Http.SendAsync(request);
        var told = await answer.JsonAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told["method"]!.GetValue<string>(), Is.EqualTo("POST"));
            Assert.That(told["body"]!.GetValue<string>(), Is.EqualTo("""{"price":"CNY 1.00"}"""));
            Assert.That(told["headers"]!["idempotency-key"]!.GetValue<string>(), Is.EqualTo("k-1"));
            Assert.That(told["headers"]!["authorization"]!.GetValue<string>(), Does.StartWith("Bearer ey"));
        }
    }

    [Test]
    public async Task The_error_registry_of_a_service_is_open_to_all_under_its_public_path()
    {
        using var answer = await platform.GetAsync("/api/escrow/v1/errors/escrow.not-covered", scope: null);
        Assert.That((await answer.JsonAsync())["path"]!.GetValue<string>(), Is.EqualTo("/errors/escrow.not-covered"));
    }

    [TestCase("/")]
    [TestCase("/api/escrow/v2/deals")]
    [TestCase("/api/unknown/v1/deals")]
    [TestCase("/escrow/v1/deals")]
    [TestCase("/registry/v1/notices", Description = "the registry is not configured here, so it has no route")]
    public async Task What_is_not_in_the_table_is_404(string path)
    {
        using var answer = await platform.GetAsync(path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.route-unknown"));
    }

    [Test]
    public async Task A_verb_that_no_route_takes_is_405_with_Allow()
    {
        using var answer = await platform.Http.SendAsync(platform.Request(HttpMethod.Delete, "/api/escrow/v1/credit-advices"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.method-not-allowed"));
        Assert.That(answer.Content.Headers.Allow, Does.Contain("POST"));
    }

    [TestCase("..%2fhealth/ready")]
    [TestCase("%2e%2e/%2e%2e/errors")]
    public async Task A_path_cannot_climb_out_of_its_route(string path)
    {
        using var answer = await platform.GetAsync("/api/escrow/v1/" + path);
        if (answer.StatusCode == HttpStatusCode.OK)
            Assert.That((await answer.JsonAsync())["path"]!.GetValue<string>(), Does.StartWith("/escrow/v1/"));
        else
            Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.route-unknown"));
    }
}
