using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class CatalogueTests
{
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

    [Test]
    public async Task The_reference_lists_every_service_and_loads_nothing_from_elsewhere()
    {
        using var answer = await platform.Http.GetAsync("/docs");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("docs/openapi/escrow.json").And.Contain("docs/openapi/registry.json"));
        Assert.That(page, Does.Not.Match("""(src|href)="https?:"""));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Match("script-src 'self' 'nonce-[^']+';"));
    }

    [Test]
    public async Task The_scripts_of_the_reference_come_from_here()
    {
        var address = (await platform.Http.GetAsync("/docs/")).RequestMessage!.RequestUri!;
        foreach (var script in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var answer = await platform.Http.GetAsync(new Uri(address, "/docs/" + script));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), script);
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Does.Contain("javascript"));
        }
    }

    [TestCase("escrow", "/api")]
    [TestCase("registry", "/")]
    public async Task An_OpenApi_document_names_the_public_server(string service, string server)
    {
        using var answer = await platform.Http.GetAsync($"/docs/openapi/{service}.json");
        Assert.That((await answer.JsonAsync())["servers"]![0]!["url"]!.GetValue<string>(), Is.EqualTo(server));
    }

    [Test]
    public async Task An_AsyncApi_document_passes_as_it_is()
    {
        using var answer = await platform.Http.GetAsync("/docs/asyncapi/registry.json");
        Assert.That((await answer.JsonAsync())["asyncapi"]!.GetValue<string>(), Is.EqualTo("3.0.0"));
    }

    [Test]
    public async Task A_service_that_does_not_exist_has_no_document()
    {
        using var answer = await platform.Http.GetAsync("/docs/openapi/nothing.json");
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.route-unknown"));
    }

    [Test]
    public async Task Errors_of_services_and_gateway_are_one_list()
    {
        var list = JsonNode.Parse(await platform.Http.GetStringAsync("/docs/errors"))!.AsArray();
        var codes = list.Select(error => error!["code"]!.GetValue<string>()).ToArray();
        Assert.That(codes, Does.Contain("escrow.not-covered").And.Contain("gateway.timed-out"));
        Assert.That(codes, Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public async Task The_type_of_a_problem_leads_to_its_page()
    {
        using var refused = await platform.GetAsync("/api/escrow/v1/deals/1", scope: null);
        var type = (await refused.JsonAsync())["type"]!.GetValue<string>();
        using var page = await PageAsync(type);
        var text = await page.Content.ReadAsStringAsync();
        Assert.That(page.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(text, Does.Contain("gateway.token-missing").And.Contain("缺少").Or.Contain("访问令牌"));
    }

    [Test]
    public async Task Sentences_of_services_are_text_and_never_markup()
    {
        using var page = await PageAsync("/docs/errors");
        var text = await page.Content.ReadAsStringAsync();
        Assert.That(text, Does.Contain("The price &lt;is&gt; not covered.").And.Contain("价款未足额。"));
    }

    [Test]
    public async Task An_unknown_error_is_404()
    {
        using var answer = await platform.Http.GetAsync("/docs/errors/no.such");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<HttpResponseMessage> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await platform.Http.SendAsync(request);
    }
}
