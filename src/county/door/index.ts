export { fillTheDoor } from './fill.ts'
