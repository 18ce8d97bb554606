using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class ScopeTests
{
    private static readonly string[] All =
    [
        "escrow.deals.read", "escrow.deals.open", "escrow.deals.sign", "escrow.deals.cancel", "escrow.deals.manage", "escrow.loans.write",
        "escrow.advices.write", "escrow.orders.write", "escrow.payments.make", "escrow.payments.check", "registry.notices.write", "operations",
    ];

    private Platform platform = null!;
    private BackEnd registry = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        registry = await BackEnd.StartAsync();
        platform = await Platform.StartAsync($"Services:Registry:0={registry.Address}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await platform.DisposeAsync();
        await registry.DisposeAsync();
    }

    [TestCase("GET", "/api/escrow/v1/deals", "escrow.deals.read")]
    [TestCase("GET", "/api/escrow/v1/deals/7/timeline", "escrow.deals.read")]
    [TestCase("GET", "/api/escrow/v1/account", "escrow.deals.read")]
    [TestCase("POST", "/api/escrow/v1/deals", "escrow.deals.open")]
    [TestCase("POST", "/api/escrow/v1/deals/7/signatures", "escrow.deals.sign")]
    [TestCase("POST", "/api/escrow/v1/deals/7/payoff-confirmation", "escrow.deals.sign")]
    [TestCase("POST", "/api/escrow/v1/deals/7/seller-account", "escrow.deals.sign")]
    [TestCase("POST", "/api/escrow/v1/deals/7/cancellation", "escrow.deals.cancel")]
    [TestCase("POST", "/api/escrow/v1/deals/7/screening", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/deals/7/registration/clarification", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/deals/7/registration/withdrawal", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/deals/7/payments/2/retry", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/deals/7/lenders/102584002008/replacement", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/deals/7/loan-approvals", "escrow.loans.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/loan-refusals", "escrow.loans.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/releases", "escrow.loans.write")]
    [TestCase("POST", "/api/escrow/v1/credit-advices", "escrow.advices.write")]
    [TestCase("POST", "/api/escrow/v1/credit-reversals", "escrow.advices.write")]
    [TestCase("POST", "/api/escrow/v1/payment-advices", "escrow.advices.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/freezes", "escrow.orders.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/freezes/3/release", "escrow.orders.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/judgments", "escrow.orders.write")]
    [TestCase("POST", "/api/escrow/v1/deals/7/manual-payments", "escrow.payments.make")]
    [TestCase("POST", "/api/escrow/v1/deals/7/manual-payments/9/approval", "escrow.payments.check")]
    [TestCase("POST", "/api/escrow/v1/account/reconciliations", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/account/unmatched/b-1/assignment", "escrow.deals.manage")]
    [TestCase("POST", "/api/escrow/v1/account/resolutions", "escrow.payments.make")]
    [TestCase("POST", "/api/escrow/v1/account/resolutions/9/approval", "escrow.payments.check")]
    [TestCase("GET", "/api/escrow/v1/ops/backlog", "operations")]
    [TestCase("POST", "/api/escrow/v1/ops/failing/retry", "operations")]
    [TestCase("POST", "/registry/v1/notices", "registry.notices.write")]
    [TestCase("GET", "/registry/v1/notices/n-1", "operations")]
    [TestCase("GET", "/registry/v1/refusals", "operations")]
    [TestCase("GET", "/registry/v1/ops/backlog", "operations")]
    public async Task Each_verb_takes_its_own_scope_and_no_other(string verb, string path, string scope)
    {
        using var allowed = await SendAsync(verb, path, scope);
        Assert.That(allowed.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var refused = await SendAsync(verb, path, string.Join(' ', All.Where(other => other != scope)));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.ProblemAsync(), Is.EqualTo("gateway.scope-missing"));
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Does.Contain($"scope=\"{scope}\""));
    }

    [Test]
    public async Task The_signing_keys_need_no_token()
    {
        using var answer = await platform.GetAsync("/api/escrow/v1/signing-keys", scope: null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_notice_of_the_registry_keeps_its_path()
    {
        using var answer = await platform.PostAsync("/registry/v1/notices", "registry.notices.write");
        var told = await answer.JsonAsync();
        Assert.That(told["path"]!.GetValue<string>(), Is.EqualTo("/registry/v1/notices"));
        Assert.That(told["address"]!.GetValue<string>(), Is.EqualTo(registry.Address));
    }

    private Task<HttpResponseMessage> SendAsync(string verb, string path, string scope) =>
        verb == "GET" ? platform.GetAsync(path, scope) : platform.PostAsync(path, scope);
}
