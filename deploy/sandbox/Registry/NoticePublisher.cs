using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Pengcheng.Sandbox.Deliveries;
using RabbitMQ.Client;

namespace Pengcheng.Sandbox.Registry;

/// <summary>
/// Puts notices on the exchange <c>registry.notices</c> as structured CloudEvents, as a foreign system would: plain AMQP, persistent,
/// mandatory (a notice that no queue takes is not sent), and done only at the broker's confirm.
/// </summary>
public sealed class NoticePublisher(NoticeSigner signer, IConfiguration configuration) : IAsyncDisposable
{
    /// <summary>The exchange.</summary>
    public const string Exchange = "registry.notices";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Publishes; returns when the broker has confirmed.</summary>
    public async Task Publish(Delivery delivery, CancellationToken stop)
    {
        var body = CloudEvent(delivery);
        await _oneAtATime.WaitAsync(stop);
        try
        {
            var channel = await OpenChannel(stop);
            var properties = new BasicProperties { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent, MessageId = delivery.Key };
            await channel.BasicPublishAsync(Exchange, delivery.Target, mandatory: true, properties, body, stop);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Close();
        _oneAtATime.Dispose();
    }

    private byte[] CloudEvent(Delivery delivery)
    {
        var signature = signer.Sign(delivery);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", delivery.Key);
            json.WriteString("source", "/shenzhen/rerc");
            json.WriteString("type", "cn.gov.sz.rerc.notice.v1");
            json.WriteString("time", DateTimeOffset.FromUnixTimeSeconds(signature.UnixSeconds));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("keyid", signature.KeyId);
            json.WriteString("signature", signature.Value);
            // The signature is over this very text.
            json.WritePropertyName("data");
            json.WriteRawValue(delivery.Body);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private async Task<IChannel> OpenChannel(CancellationToken stop)
    {
        if (_channel is { IsOpen: true } open) return open;
        await Close();
        var address = configuration.GetConnectionString("RabbitMq") ?? throw new HttpRequestException("ConnectionStrings__RabbitMq is not configured.");
        var factory = new ConnectionFactory { Uri = new Uri(address), ClientProvidedName = "sandbox-registry", AutomaticRecoveryEnabled = false };
        _connection = await factory.CreateConnectionAsync(stop);
        _channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
        await _channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: stop);
        return _channel;
    }

    private async Task Close()
    {
        if (_channel is { } channel) await channel.DisposeAsync();
        if (_connection is { } connection) await connection.DisposeAsync();
        (_channel, _connection) = (null, null);
    }
}
