using System.Net;
using System.Net.Http.Headers;

namespace Pengcheng.Sandbox.Tests;

public sealed class DoorTests : WithSandbox
{
    [Test]
    public async Task It_is_live_and_ready() => Assert.That(
        new[] { (await Sandbox.Http.GetAsync("/health/live")).StatusCode, (await Sandbox.Http.GetAsync("/health/ready")).StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Every_endpoint_is_in_its_OpenAPI_document()
    {
        var paths = (await Sandbox.Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.That(paths, Does.Contain("/banks/{bank}/v1/payments").And.Contain("/sandbox/faults").And.Contain("/sandbox/clock/advance")
            .And.Contain("/sandbox/registry/notices").And.Contain("/sandbox/banks/{bank}/incoming"));
    }

    [TestCase("en", "must be above zero")]
    [TestCase("zh-CN", "金额须大于零")]
    public async Task A_problem_speaks_the_callers_language(string language, string said)
    {
        Sandbox.Http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));

        using var answer = await Sandbox.Post($"{Orders.ControlA}/incoming", new { amount = "CNY 0.00", remittanceInfo = "x" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(said));
    }

    [TestCase("""{"amount":"1.00","remittanceInfo":"x"}""")]
    [TestCase("""{"amount":"CNY 1.00","remittanceInfo":"x","nonsense":1}""")]
    [TestCase("""{"amount":"CNY 1.00"}""")]
    [TestCase("not JSON")]
    public async Task A_body_that_cannot_be_read_is_refused_with_a_problem(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Sandbox.Http.PostAsync($"{Orders.ControlA}/incoming", content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }
}
