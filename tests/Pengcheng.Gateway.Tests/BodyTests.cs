using System.Net;
using System.Text;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class BodyTests
{
    private const string Deals = "/api/escrow/v1/deals";
    private Platform platform = null!;

    [OneTimeSetUp]
    public async Task Start() => platform = await Platform.StartAsync("Limits:BodyBytes=1000");

    [OneTimeTearDown]
    public async Task Stop() => await platform.DisposeAsync();

    [Test]
    public async Task A_body_of_exactly_the_limit_passes()
    {
        using var answer = await platform.PostAsync(Deals, "escrow.deals.open", new string(' ', 998) + "{}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(false)]
    [TestCase(true, Description = "without a length, counted as it streams")]
    public async Task A_larger_body_is_413(bool chunked)
    {
        using var request = platform.Request(HttpMethod.Post, Deals, "escrow.deals.open", new string(' ', 1000) + "{}");
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await platform.Http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.body-too-large"));
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=gbk")]
    public async Task A_body_that_is_not_json_is_415(string type)
    {
        using var answer = await PostAsync(type);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.media-type-unsupported"));
    }

    [TestCase("application/json")]
    [TestCase("application/json; charset=UTF-8")]
    [TestCase("application/cloudevents+json")]
    public async Task Kinds_of_json_pass(string type)
    {
        using var answer = await PostAsync(type);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_command_without_a_body_needs_no_media_type()
    {
        using var answer = await platform.Http.SendAsync(platform.Request(HttpMethod.Post, Deals, "escrow.deals.open"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpResponseMessage> PostAsync(string type)
    {
        using var request = platform.Request(HttpMethod.Post, Deals, "escrow.deals.open");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await platform.Http.SendAsync(request);
    }
}
