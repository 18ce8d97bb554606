using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class FailureTests
{
    [Test]
    public async Task A_service_that_is_down_is_503_and_was_not_asked()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Escrow.StopAsync();
        using var answer = await platform.PostAsync("/api/escrow/v1/deals", "escrow.deals.open");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.service-unavailable"));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.Not.Null);
    }

    [Test]
    public async Task A_service_that_breaks_off_is_502_with_the_outcome_unknown()
    {
        await using var platform = await Platform.StartAsync();
        using var answer = await platform.GetAsync("/api/escrow/v1/break-off");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.answer-lost"));
    }

    [Test]
    public async Task A_service_that_does_not_answer_in_time_is_504_and_is_told()
    {
        await using var platform = await Platform.StartAsync("Limits:TimeoutSeconds=0.3");
        using var answer = await platform.GetAsync("/api/escrow/v1/hang");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.timed-out"));
        await Until.TrueAsync(() => platform.Escrow.GivenUp.Contains("/escrow/v1/hang"), "the service sees that nobody waits");
    }

    [Test]
    public async Task A_client_that_hangs_up_is_passed_on()
    {
        await using var platform = await Platform.StartAsync();
        using var hangingUp = new CancellationTokenSource();
        var request = platform.Http.SendAsync(platform.Request(HttpMethod.Get, "/api/escrow/v1/hang"), hangingUp.Token);
        await Until.TrueAsync(() => platform.Escrow.Seen == 1, "the service is asked");
        await hangingUp.CancelAsync();
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        await Until.TrueAsync(() => !platform.Escrow.GivenUp.IsEmpty, "the service sees that nobody waits");
    }

    [Test]
    public async Task While_one_replica_is_down_the_other_answers_every_request()
    {
        await using var second = await BackEnd.StartAsync();
        await using var platform = await Platform.StartAsync($"Services:Escrow:1={second.Address}");
        await platform.Escrow.StopAsync();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await platform.PostAsync("/api/escrow/v1/deals", "escrow.deals.open", $$"""{"n":{{i}}}""");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await answer.JsonAsync())["body"]!.GetValue<string>(), Is.EqualTo($$"""{"n":{{i}}}"""));
        }
        Assert.That(second.Seen, Is.EqualTo(40));
    }

    [Test]
    public async Task Both_replicas_are_used()
    {
        await using var second = await BackEnd.StartAsync();
        await using var platform = await Platform.StartAsync($"Services:Escrow:1={second.Address}");
        await Until.TrueAsync(async () =>
        {
            (await platform.GetAsync("/api/escrow/v1/deals/1")).Dispose();
            return platform.Escrow.Seen > 0 && second.Seen > 0;
        }, "both were asked");
    }

    [Test]
    public async Task A_service_that_is_not_ready_is_asked_when_there_is_no_other()
    {
        await using var platform = await Platform.StartAsync();
        platform.Escrow.Readiness = 503;
        await Until.TrueAsync(async () => (await platform.Http.GetAsync("/health")).StatusCode == HttpStatusCode.ServiceUnavailable, "the whole is unhealthy");
        using var answer = await platform.GetAsync("/api/escrow/v1/deals/1");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Until_the_issuer_has_answered_tokens_get_503_and_the_gateway_is_not_ready()
    {
        var time = TimeProvider.System;
        await using var issuer = await Issuer.StartAsync(time);
        await using var escrow = await BackEnd.StartAsync();
        issuer.Away = true;
        await using var gateway = GatewayApp.Create(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
            $"--Auth:Authority={issuer.Authority}", "--Auth:Audience=pengcheng", "--Auth:KeysRefreshLeastSeconds=1", $"--Services:Escrow:0={escrow.Address}"]);
        await gateway.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token("escrow.deals.read"));

        using var waiting = await http.GetAsync("/health/ready");
        using var refused = await http.GetAsync("/api/escrow/v1/deals/1");
        Assert.That((waiting.StatusCode, refused.StatusCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)));
        Assert.That((await refused.JsonAsync())["code"]!.GetValue<string>(), Is.EqualTo("gateway.issuer-unreachable"));

        issuer.Away = false;
        await Until.TrueAsync(async () => (await http.GetAsync("/api/escrow/v1/deals/1")).IsSuccessStatusCode, "the issuer is back");
        using var ready = await http.GetAsync("/health/ready");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
