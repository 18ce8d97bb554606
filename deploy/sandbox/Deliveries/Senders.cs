using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pengcheng.Sandbox.Registry;
using RabbitMQ.Client.Exceptions;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>The platform's answer: an HTTP status (202 for a broker's confirm), or none.</summary>
public sealed record Answer(int? Status, string? Text);

/// <summary>Carries one delivery through its door, as often as its copies say. The answer to the last copy counts.</summary>
public sealed class Senders(
    IHttpClientFactory http, PartnerTokens tokens, NoticeSigner signer, NoticePublisher publisher, IConfiguration configuration)
{
    private const int KeptOfAnAnswer = 2_000;

    /// <summary>Sends.</summary>
    public async Task<Answer> Send(Delivery delivery, CancellationToken stop)
    {
        try
        {
            var answer = await SendOnce(delivery, stop);
            for (var copy = 1; copy < delivery.Options.Copies; copy++) answer = await SendOnce(delivery, stop);
            return answer;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested
            && fault is HttpRequestException or OperationCanceledException or RabbitMQClientException or IOException)
        {
            return new Answer(null, fault.Message);
        }
    }

    private async Task<Answer> SendOnce(Delivery delivery, CancellationToken stop)
    {
        if (delivery.Channel == Channels.NoticeAmqp)
        {
            await publisher.Publish(delivery, stop);
            return new Answer((int)HttpStatusCode.Accepted, "confirmed by the broker");
        }

        using var request = new HttpRequestMessage(new HttpMethod(delivery.Options.Method), new Uri(Gateway(), delivery.Target));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.For(delivery.Sender, stop));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (delivery.Channel is Channels.Advice or Channels.Command)
        {
            request.Headers.Add("Idempotency-Key", delivery.Key);
        }
        else
        {
            // Each attempt is signed anew: a notice that waited long would else be refused for its old time.
            var signature = signer.Sign(delivery);
            request.Headers.Add("webhook-id", delivery.Key);
            request.Headers.Add("webhook-timestamp", signature.UnixSeconds.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-key-id", signature.KeyId);
            request.Headers.Add("webhook-signature", signature.Value);
        }

        using var response = await http.CreateClient(nameof(Senders)).SendAsync(request, stop);
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Forget(delivery.Sender);
        var text = await response.Content.ReadAsStringAsync(stop);
        return new Answer((int)response.StatusCode, text.Length > KeptOfAnAnswer ? text[..KeptOfAnAnswer] : text);
    }

    private Uri Gateway() => new(configuration["Gateway:Url"] is { Length: > 0 } url
        ? url.TrimEnd('/') + "/"
        : throw new HttpRequestException("Gateway__Url is not configured."));
}
