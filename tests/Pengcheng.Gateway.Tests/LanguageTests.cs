using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class LanguageTests
{
    private Platform platform = null!;

    [OneTimeSetUp]
    public async Task Start() => platform = await Platform.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await platform.DisposeAsync();

    [TestCase(null, "en")]
    [TestCase("zh-CN", "zh-CN")]
    [TestCase("zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [TestCase("en-GB,en;q=0.9,zh;q=0.8", "en")]
    [TestCase("fr,zh;q=0.5", "zh-CN")]
    [TestCase("en;q=0.2,zh;q=0.7", "zh-CN")]
    [TestCase("zh;q=0,en", "en")]
    [TestCase("*", "en")]
    [TestCase("not a language !!", "en")]
    public async Task Problems_speak_the_language_that_the_caller_prefers(string? accepts, string language)
    {
        using var request = platform.Request(HttpMethod.Get, "/api/escrow/v1/deals/1", scope: null);
        if (accepts is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        using var answer = await platform.Http.SendAsync(request);
        var title = (await answer.JsonAsync())["title"]!.GetValue<string>();
        Assert.That(title, Is.EqualTo(language == "en" ? "Access token missing" : "缺少访问令牌"));
        Assert.That(answer.Content.Headers.ContentLanguage, Is.EqualTo(new[] { language }));
        Assert.That(answer.Headers.Vary, Does.Contain("Accept-Language"));
    }
}
