using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pengcheng.Contracts;
using Pengcheng.Demo;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>A caller that got no answer asks again with the same key, whichever replica it meets.</summary>
[NonParallelizable]
public sealed class RetryTests
{
    private readonly HttpClient _http = new();

    [OneTimeTearDown]
    public void Done() => _http.Dispose();

    [Test]
    public async Task The_same_key_gets_the_same_answer_and_does_nothing_twice()
    {
        var (key, cast) = (Guid.NewGuid().ToString(), new Cast(Random.Shared.Next()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Open(key, cast, cast.UnitNo)));
        answers = [.. answers, await Open(key, cast, cast.UnitNo)];

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That(answers.Select(answer => answer.Body.GetRawText()).Distinct().Count(), Is.EqualTo(1), "word for word");
        Assert.That(answers[^1].Replayed, Is.True);
        Assert.That((await RunningPlatform.Door.Get(cast.Seller, "/api/escrow/v1/deals")).GetProperty("items").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_used_for_something_else_is_refused()
    {
        var (key, cast) = (Guid.NewGuid().ToString(), new Cast(Random.Shared.Next()));
        Assert.That((await Open(key, cast, cast.UnitNo)).Status, Is.EqualTo(HttpStatusCode.Created));
        var other = await Open(key, cast, new Cast(Random.Shared.Next()).UnitNo);
        Assert.That(other.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(other.Body.GetProperty("type").GetString(), Does.EndWith("idempotency-key-reused"));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body, bool Replayed)> Open(string key, Cast cast, string unitNo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(RunningPlatform.Address.Gateway, "/api/escrow/v1/deals"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await RunningPlatform.Door.TokenOf(cast.Seller));
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new
        {
            unitNo,
            price = cast.Price,
            downPayment = cast.Price,
            buyers = new[] { new { subject = cast.Buyer, account = cast.BuyerAccount.Wire } },
            sellers = new[] { new { subject = cast.Seller, account = cast.SellerAccount.Wire, share = "10000bp" } },
            oldLoans = new[] { new { loanNo = cast.BankLoanNo, lender = Banks.B, kind = "bank", mortgageProofNo = cast.BankMortgage } },
            newLoans = Array.Empty<object>(),
        }, options: ContractJson.Events);
        using var answer = await _http.SendAsync(request);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (answer.StatusCode, body, answer.Headers.Contains("Idempotency-Replayed"));
    }
}
