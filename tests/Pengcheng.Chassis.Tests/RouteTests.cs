using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pengcheng.Chassis.Tests;

/// <summary>An id that can be nobody's is one that is not there.</summary>
public sealed class RouteTests : CounterFixture
{
    [Test]
    public async Task An_id_of_zeros_or_none_at_all_is_not_found()
    {
        var client = Client(await Start());
        foreach (var id in (string[])["00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000", "(00000000-0000-0000-0000-000000000000)", "7"])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/counter/v1/counters/{id}/counts") { Content = JsonContent.Create(new { by = 1, price = "CNY 1.00" }) };
            request.Headers.Add("Idempotency-Key", "k");
            var answer = await client.SendAsync(request);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.That((answer.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.NotFound, "not-found")), id);
        }
    }
}
