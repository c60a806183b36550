package apply

import "fmt"

// UncertainError says that it is not known whether the new configuration was
// written, or that neither the old nor the new one is there.
type UncertainError struct {
	Cause error // why the write did not answer
	// Read is why the CIB could not be read afterwards; nil when it could and
	// somebody else's configuration was there.
	Read error
}

// Error says which.
func (e *UncertainError) Error() string {
	if e.Read != nil {
		return fmt.Sprintf("it is not known whether the configuration was written: %v; and the cluster does not answer since: %v", e.Cause, e.Read)
	}
	return fmt.Sprintf("the write failed (%v), and the configuration is neither the old nor the new one: another administrator changed it", e.Cause)
}

// Unwrap gives the cause.
func (e *UncertainError) Unwrap() error { return e.Cause }

// SaveError says that the configuration from before could not be kept, so that
// nothing was written.
type SaveError struct{ Err error }

// Error says so.
func (e *SaveError) Error() string {
	return "the current configuration cannot be saved, so nothing was changed: " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *SaveError) Unwrap() error { return e.Err }

// HalfwayError says that of a way back in two steps (see putBack) only the first
// was done. Going back again does the rest.
//
// It does not unwrap: its cause may be ErrStale, which says that nothing was
// written.
type HalfwayError struct{ Cause error }

// Error says so.
func (e *HalfwayError) Error() string {
	return "everything but the cluster properties is back as it was: " + e.Cause.Error()
}
