using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Deciding;

/// <summary>
/// A kind of natural key, such as a home or a printed number: two streams never hold the same one. Whoever reacts to an event claims
/// it or gives it back; <c>NaturalKeys.Find</c> leads from the key to its stream.
/// </summary>
/// <param name="kind">Its name in the store, which never changes, e.g. <c>unit</c>.</param>
/// <param name="text">A value in canonical form.</param>
/// <param name="taken">What a second claimant is told; may name <c>{kind}</c> and <c>{value}</c>.</param>
public sealed class NaturalKey<T>(string kind, Func<T, string> text, Error? taken = null)
{
    /// <summary>Hold it for this stream. Claimed again by its holder it stays as it is.</summary>
    public Effect.Claim Claim(T value) => new(kind, text(value), taken ?? ChassisErrors.KeyHeld);

    /// <summary>Give it back.</summary>
    public Effect.Release Release(T value) => new(kind, text(value));
}
