using System.Net.Http.Headers;
using System.Text;

namespace Pengcheng.Fault.Load;

/// <summary>Sends commands that were answered long ago once more, with the same key.</summary>
internal sealed class Resending(CallLog log, Uri gateway)
{
    private const int Sample = 200;

    /// <summary>A sample; each with the answer of then and the answer of now.</summary>
    public async Task<IReadOnlyList<(Call First, Call Again)>> Run(Random dice)
    {
        var answered = log.Calls.Where(call => call.IsAccepted).DistinctBy(call => call.Key).ToArray();
        dice.Shuffle(answered);
        using var http = new HttpClient();
        var pairs = new List<(Call, Call)>();
        foreach (var first in answered.Take(Sample))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, first.Path));
            request.Headers.Authorization = log.TokenOf(first.Key);
            request.Headers.Add("Idempotency-Key", first.Key);
            request.Content = new StringContent(first.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await http.SendAsync(request);
            pairs.Add((first, first with { Status = (int)answer.StatusCode, Answer = await answer.Content.ReadAsStringAsync(), Replayed = answer.Headers.Contains("Idempotency-Replayed") }));
        }

        return pairs;
    }
}
