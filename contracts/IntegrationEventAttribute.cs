namespace Pengcheng.Contracts;

/// <summary>
/// Gives an integration event its wire name, which is published, documented and never changes.
/// A change that is not an addition gets a new name with the next version, published beside the old one.
/// </summary>
/// <param name="name">Service, what happened, version: <c>escrow.deal-closed.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class IntegrationEventAttribute(string name) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Name { get; } = name;

    /// <summary>The one service that publishes it, e.g. <c>escrow-service</c>.</summary>
    public required string Publisher { get; init; }
}

/// <summary>
/// The event has a known consumer. If the broker has no queue to put it in, the consumer was not deployed yet:
/// the publish has failed and is tried again, so that the event is not lost.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MustBeRoutedAttribute : Attribute;
